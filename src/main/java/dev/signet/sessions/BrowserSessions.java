package dev.signet.sessions;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.stores.UuidV7;
import io.smallrye.mutiny.Uni;

/**
 * Browsers that are signed in. The cookie's value is 256 random bits, of which the row keeps the SHA-256; it is a new one
 * after every sign-in, so that nobody can plant one beforehand.
 */
@ApplicationScoped
public class BrowserSessions {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COOKIE_BYTES = 32;

    private final BrowserSessionRows rows;
    private final SignOuts signOuts;
    private final Clock clock;

    BrowserSessions(BrowserSessionRows rows, SignOuts signOuts, Clock clock) {
        this.rows = rows;
        this.signOuts = signOuts;
        this.clock = clock;
    }

    /** @return the live session that the cookie is of */
    public Uni<Optional<BrowserSession>> find(String cookie) {
        return rows.find(cookie);
    }

    /**
     * Signs a browser in. Who signs in again as the same person goes on in the same session, proven anew; who signs in as
     * somebody else has ended the one before.
     *
     * @param credentialVersion of the password that was judged
     * @param methods {@code amr}
     * @param oldCookie what the browser had before; dead afterwards
     * @return the new cookie and session; empty when the person was disabled or changed the password meanwhile
     */
    public Uni<Optional<NewBrowserSession>> signIn(UUID user, int credentialVersion, List<String> methods,
            Optional<String> oldCookie, Visitor from) {
        return find(oldCookie)
                .chain(old -> renewOrOpen(old, user, credentialVersion, methods, from));
    }

    private Uni<Optional<BrowserSession>> find(Optional<String> cookie) {
        return cookie.map(rows::find).orElse(Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<NewBrowserSession>> renewOrOpen(Optional<BrowserSession> old, UUID user, int credentialVersion,
            List<String> methods, Visitor from) {
        Instant now = clock.instant();
        boolean same = old.filter(session -> session.user().equals(user)).isPresent();
        UUID id = same ? old.get().id() : UuidV7.at(now);
        NewBrowserSession signedIn = new NewBrowserSession(newCookie(), new BrowserSession(id, user, now, methods));
        return rows.write(signedIn, credentialVersion, from)
                .call(written -> written && old.isPresent() && !same ? signOuts.endSession(old.get().id())
                        : Uni.createFrom().voidItem())
                .map(written -> written ? Optional.of(signedIn) : Optional.empty());
    }

    private static String newCookie() {
        byte[] cookie = new byte[COOKIE_BYTES];
        RANDOM.nextBytes(cookie);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cookie);
    }

    /** @return the person's browsers that are signed in, the last used first */
    public Uni<List<BrowserSessionView>> of(UUID user) {
        return rows.live(user);
    }
}
