package dev.signet.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.keys.KeyEncryption;

/**
 * The token that proves that a form came from a page that this browser was given: a MAC over its two cookies. Nothing is
 * stored, and a token dies with the session it was made in.
 */
@ApplicationScoped
class Csrf {
    private static final String LABEL = "pages-csrf";
    private final KeyEncryption encryption;

    Csrf(KeyEncryption encryption) {
        this.encryption = encryption;
    }

    /** A cookie's value holds no space, so that no two pairs are one text. */
    String token(String browser, Optional<String> session) {
        byte[] mac = encryption.mac(LABEL, (browser + " " + session.orElse("")).getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    static boolean same(String token, String presented) {
        return MessageDigest.isEqual(token.getBytes(UTF_8), presented.getBytes(UTF_8));
    }
}
