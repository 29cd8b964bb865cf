package dev.signet.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.sealing.KeyEncryption;
import io.vertx.ext.web.RoutingContext;

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
        return encode(encryption.mac(LABEL, text(browser, session)));
    }

    /** @return whether some replica made it for the browser that calls, judged in constant time */
    boolean isGenuine(String token, RoutingContext call) {
        Optional<String> session = PageCookies.read(call, PageCookies.SESSION);
        return Visits.browser(call).filter(browser -> isGenuine(token, browser, session)).isPresent();
    }

    private boolean isGenuine(String token, String browser, Optional<String> session) {
        byte[] presented = token.getBytes(UTF_8);
        return encryption.macs(LABEL, text(browser, session)).stream()
                .anyMatch(mac -> MessageDigest.isEqual(encode(mac).getBytes(UTF_8), presented));
    }

    private static byte[] text(String browser, Optional<String> session) {
        return (browser + " " + session.orElse("")).getBytes(UTF_8);
    }

    private static String encode(byte[] mac) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }
}
