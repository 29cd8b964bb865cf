package dev.signet.proof;

import java.util.Map;
import java.util.Set;

import dev.signet.proof.Ledger.Wrong;

/** A resource server that asks Signet about every token. */
final class Introspector {
    private final Caller caller;
    private final String clientId;
    private final String secret;

    Introspector(Caller caller, String clientId, String secret) {
        this.caller = caller;
        this.clientId = clientId;
        this.secret = secret;
    }

    /** @param token that is live */
    void ask(String token) {
        caller.call("introspection", http -> http.request("POST", "/oauth2/introspect").basic(clientId, secret)
                .form(Map.of("token", token)), Set.of(200))
                .filter(answer -> answer.status() == 200 && !answer.json().getBoolean("active"))
                .ifPresent(answer -> caller.ledger().wrong(Wrong.REFUSED, "introspection", answer));
    }
}
