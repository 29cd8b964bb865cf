package dev.signet.grants;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;

import dev.signet.clients.ClientsConfig;
import dev.signet.errors.OAuthError;
import dev.signet.stores.Sha256;

/** The two Bearer tokens of dynamic registration: the initial one, and the one of each registration (RFC 7591 §1.2). */
@ApplicationScoped
class RegistrationTokens {
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final Optional<byte[]> initial;

    RegistrationTokens(ClientsConfig config) {
        this.initial = config.registrationToken().map(String::strip).filter(token -> !token.isEmpty()).map(Sha256::ofText);
    }

    /** 404 where registration is off; 401 without the initial access token. */
    void admitInitial(String authorization) {
        String token = read(authorization);
        if (!MessageDigest.isEqual(initial.orElseThrow(NotFoundException::new), Sha256.ofText(token))) {
            throw refusal();
        }
    }

    /** @return the Bearer token that was sent; 404 where registration is off; 401 without one */
    String read(String authorization) {
        if (initial.isEmpty()) {
            throw new NotFoundException();
        }
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization.strip());
        if (!bearer.matches()) {
            throw refusal();
        }
        return bearer.group(1);
    }

    /** @return a registration access token of 256 random bits */
    String make() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The same for a client that is not there: RFC 7592 §2.1 wants 401, not 404. */
    static RuntimeException refusal() {
        return new OAuthError("invalid_token", 401, "The access token does not allow this registration.").asException();
    }
}
