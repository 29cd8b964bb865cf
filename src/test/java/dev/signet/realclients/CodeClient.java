package dev.signet.realclients;

import dev.signet.local.SignetService;
import dev.signet.testing.Admin;
import dev.signet.testing.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A client as the operators' API registers it, and what the library has to be told of it. */
record CodeClient(JsonObject settings) {
    static final String REDIRECT_URI = "https://app.example/callback";
    static final String BYE = "https://app.example/bye";

    /** @param metadata RFC 7591 §2's and ours, beside that of any client of the code flow */
    static CodeClient registered(Http http, SignetService service, JsonObject metadata) {
        JsonObject client = Admin.at(http).register(new JsonObject().put("client_name", "A client that others wrote")
                .put("redirect_uris", new JsonArray().add(REDIRECT_URI))
                .put("post_logout_redirect_uris", new JsonArray().add(BYE))
                .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"))
                .mergeIn(metadata));
        return new CodeClient(new JsonObject().put("issuer", service.issuer()).put("client_id", client.getString("client_id"))
                .put("secret", client.getString("client_secret"))
                .put("method", client.getString("token_endpoint_auth_method"))
                .put("redirect_uri", REDIRECT_URI).put("post_logout_redirect_uri", BYE));
    }

    /** @return settings of a script; the client itself stays as it is */
    JsonObject with(String name, Object value) {
        return settings.copy().put(name, value);
    }

    String secret() {
        return settings.getString("secret");
    }

    String id() {
        return settings.getString("client_id");
    }
}
