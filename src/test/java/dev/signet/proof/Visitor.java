package dev.signet.proof;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import dev.signet.proof.Ledger.Wrong;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.verifier.TokenVerifier;
import dev.signet.verifier.Verification;
import io.vertx.core.json.JsonObject;

/**
 * Somebody who registers, signs in, uses and refreshes the tokens, signs out, and now and then is somebody new. An honest
 * client: it waits when told so, repeats what was not answered, and presents a refresh token again only where the answer was
 * lost.
 */
final class Visitor {
    /** Short of the five minutes: nobody is to call a token expired. */
    private static final long USABLE = Duration.ofSeconds(285).toNanos();
    /** How long a refresh token may come again (the grace of a rotation). */
    private static final long GRACE = Duration.ofSeconds(10).toNanos();
    private static final int KEPT = 2;

    private final WiredReplicas service;
    private final RevokedWatch watch;
    private final List<TokenVerifier> verifiers;
    private final Introspector introspector;
    private final Queue<Registered> roll;
    private final Ledger ledger;
    private Caller caller;
    private Registered me;
    private boolean known;
    private final Deque<Held> held = new ArrayDeque<>();
    private String refreshToken;
    private long firstTried;
    private boolean leaving;

    /** Somebody who was answered 201. */
    record Registered(String username, String address) {
    }

    private record Held(String token, long at) {

        boolean isUsable() {
            return System.nanoTime() - at < USABLE;
        }

        /** Never the token. */
        @Override
        public String toString() {
            return "Held[]";
        }
    }

    /** @param roll takes whoever was answered 201 */
    Visitor(WiredReplicas service, RevokedWatch watch, List<TokenVerifier> verifiers, Introspector introspector,
            Queue<Registered> roll, Ledger ledger) {
        this.service = service;
        this.watch = watch;
        this.verifiers = verifiers;
        this.introspector = introspector;
        this.roll = roll;
        this.ledger = ledger;
        begin();
    }

    private void begin() {
        me = new Registered(Person.unique(), Http.freshAddress());
        caller = new Caller(service, me.address(), ledger);
        known = false;
    }

    void act() {
        if (!known) {
            register();
        } else if (refreshToken == null) {
            signIn();
        } else if (leaving) {
            signOut();
        } else if (!held.getFirst().isUsable() || firstTried != 0) {
            refresh();
        } else {
            actSignedIn();
        }
    }

    private void actSignedIn() {
        int chance = ThreadLocalRandom.current().nextInt(1000);
        if (chance < 250) {
            get("me", "/api/v1/me");
        } else if (chance < 400) {
            get("userinfo", "/oauth2/userinfo");
        } else if (chance < 550) {
            validate();
        } else if (chance < 650) {
            introspector.ask(held.getFirst().token());
        } else if (chance < 750) {
            verify();
        } else if (chance < 965) {
            refresh();
        } else {
            leaving = true;
        }
    }

    private void register() {
        caller.post("registration", "/api/v1/users", new JsonObject().put("username", me.username())
                .put("password", Person.PASSWORD), "registration", Set.of(201, 409)).ifPresent(this::registered);
    }

    /** 409: an answer to this name was lost before. */
    private void registered(HttpAnswer answer) {
        known = answer.status() == 201 || answer.status() == 409;
        if (answer.status() == 201) {
            roll.add(me);
        } else if (answer.status() < 500 && !known && !Ledger.isChallenge(answer)) {
            ledger.wrong(Wrong.UNEXPECTED, "registration", answer);
        }
    }

    /** @return the answer of a sign-in, where there was one */
    static Optional<HttpAnswer> signIn(Caller caller, Registered who) {
        return caller.post("sign-in", "/api/v1/login", new JsonObject().put("identifier", who.username())
                .put("password", Person.PASSWORD).put("scope", "openid"), "login", Set.of(200));
    }

    private void signIn() {
        signIn(caller, me).ifPresent(this::signedIn);
    }

    private void signedIn(HttpAnswer answer) {
        if (answer.status() == 200) {
            held.clear();
            take(answer);
        } else if (answer.status() == 401) {
            ledger.wrong(Wrong.LOST, "sign-in", answer);
            begin();
        } else if (answer.status() < 500 && !Ledger.isChallenge(answer)) {
            ledger.wrong(Wrong.UNEXPECTED, "sign-in", answer);
        }
    }

    private void take(HttpAnswer answer) {
        held.addFirst(new Held(answer.json().getString("access_token"), System.nanoTime()));
        refreshToken = answer.json().getString("refresh_token");
        firstTried = 0;
        while (held.size() > KEPT) {
            held.removeLast();
        }
    }

    private void get(String act, String path) {
        caller.call(act, http -> http.request("GET", path).bearer(held.getFirst().token()), Set.of(200))
                .filter(answer -> answer.status() == 401)
                .ifPresent(answer -> ledger.wrong(Wrong.REFUSED, act, answer));
    }

    private void validate() {
        caller.call("validate", http -> http.request("POST", "/api/v1/token/validate")
                .json(new JsonObject().put("token", held.getFirst().token())), Set.of(200))
                .filter(answer -> answer.status() == 200 && !answer.json().getBoolean("active"))
                .ifPresent(answer -> ledger.wrong(Wrong.REFUSED, "validate", answer));
    }

    private void verify() {
        for (TokenVerifier verifier : verifiers) {
            if (verifier.verify(held.getFirst().token()) instanceof Verification.Refused refused) {
                ledger.wrong(Wrong.REFUSED, "a resource server: " + refused.description());
            }
        }
    }

    private void refresh() {
        long begun = System.nanoTime();
        firstTried = firstTried == 0 ? begun : firstTried;
        Optional<HttpAnswer> answer = caller.call("refresh", http -> http.request("POST", "/api/v1/token/refresh")
                .json(new JsonObject().put("refresh_token", refreshToken)), Set.of(200));
        answer.filter(came -> came.status() == 200).ifPresent(this::take);
        answer.filter(came -> came.status() == 401).ifPresent(came -> lost(came, begun));
    }

    /**
     * A fault can eat the answer to a rotation that was committed; if it lasts longer than the grace, the repetition is a reuse
     * and ends the sign-in, as it must. Any other end of a live sign-in is wrong.
     */
    private void lost(HttpAnswer answer, long begun) {
        if (begun - firstTried > GRACE && ledger.at(firstTried, begun).isFault()) {
            ledger.at(firstTried, begun).count(Ledger.SIGNED_IN_AGAIN);
        } else {
            ledger.wrong(Wrong.FAMILY,
                    "refresh, " + Duration.ofNanos(begun - firstTried).toMillis() + " ms after its first try",
                    answer);
        }
        held.forEach(token -> watch.revoked("reuse", token.token()));
        away();
    }

    private void signOut() {
        boolean byRefreshToken = ThreadLocalRandom.current().nextBoolean();
        Optional<HttpAnswer> answer = caller.call("sign-out", http -> byRefreshToken
                ? http.request("POST", "/api/v1/logout").json(new JsonObject().put("refresh_token", refreshToken))
                : http.request("POST", "/api/v1/logout").bearer(held.getFirst().token()).json(new JsonObject()), Set.of(204));
        if (answer.filter(came -> came.status() == 204).isPresent()) {
            held.forEach(token -> watch.revoked("sign-out", token.token()));
            isSignedOut();
            away();
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                begin();
            }
        } else if (answer.filter(came -> came.status() < 500).isPresent()) {
            ledger.wrong(held.getFirst().isUsable() ? Wrong.REFUSED : Wrong.UNEXPECTED, "sign-out", answer.get());
            away();
        }
    }

    /** The refresh token of a sign-in that is over buys nothing. */
    private void isSignedOut() {
        caller.call("refresh after sign-out", http -> http.request("POST", "/api/v1/token/refresh")
                .json(new JsonObject().put("refresh_token", refreshToken)), Set.of(200, 401))
                .filter(answer -> answer.status() == 200)
                .ifPresent(answer -> ledger.wrong(Wrong.ACCEPTED, "a refresh token after the sign-out"));
    }

    private void away() {
        held.clear();
        refreshToken = null;
        firstTried = 0;
        leaving = false;
    }
}
