package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

import io.vertx.core.json.JsonObject;

/** Solves proof-of-work challenges, as the widget does in a browser. */
public final class Altcha {

    private Altcha() {
    }

    /** @return the member {@code captcha} of a request: a challenge of that purpose, solved */
    public static JsonObject solve(Http http, String purpose) {
        HttpAnswer issued = http.post("/api/v1/captchas", new JsonObject().put("type", "altcha").put("purpose", purpose));
        if (issued.status() != 201) {
            throw new IllegalStateException(issued.toString());
        }
        return solve(issued.json());
    }

    /** @param issued the answer of {@code POST /api/v1/captchas} */
    public static JsonObject solve(JsonObject issued) {
        JsonObject challenge = issued.getJsonObject("challenge");
        JsonObject payload = new JsonObject().put("algorithm", challenge.getString("algorithm"))
                .put("challenge", challenge.getString("challenge"))
                .put("number", number(challenge)).put("salt", challenge.getString("salt"))
                .put("signature", challenge.getString("signature"));
        return new JsonObject().put("id", issued.getString("id")).put("answer",
                Base64.getEncoder().encodeToString(payload.encode().getBytes(UTF_8)));
    }

    private static long number(JsonObject challenge) {
        for (long n = 0; n <= challenge.getLong("maxnumber"); n++) {
            if (sha256(challenge.getString("salt") + n).equals(challenge.getString("challenge"))) {
                return n;
            }
        }
        throw new IllegalStateException("the challenge has no solution");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
