package dev.signet.verifier;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;

import org.jose4j.jwk.PublicJsonWebKey;

import dev.signet.testing.Jws;
import dev.signet.verifier.StubIssuer.StubAnswer;
import io.vertx.core.json.JsonObject;

/** A status list as the issuer makes it (draft-ietf-oauth-status-list §4.1, §5.1), and every wrong one by changing that. */
final class StubList {
    private static final String MEDIA_TYPE = "application/statuslist+jwt";

    private final StubIssuer issuer;
    private final String path;
    private final byte[] bits = new byte[128];
    private final Map<String, Object> header = new HashMap<>();
    private final JsonObject claims = new JsonObject();
    private final JsonObject list = new JsonObject().put("bits", 1);

    StubList(StubIssuer issuer, String name) {
        this.issuer = issuer;
        this.path = "/oauth2/status/" + name;
        long now = issuer.clock.instant().getEpochSecond();
        header.putAll(Map.of("typ", "statuslist+jwt", "alg", "ES256", "kid", Rig.KEY.getKeyId()));
        claims.put("iss", issuer.url()).put("sub", uri()).put("iat", now).put("exp", now + 120).put("ttl", 30)
                .put("status_list", list);
    }

    String path() {
        return path;
    }

    String uri() {
        return issuer.url() + path;
    }

    StubList revoke(int idx) {
        bits[idx / 8] |= (byte) (1 << idx % 8);
        return this;
    }

    StubList with(String claim, Object value) {
        claims.put(claim, value);
        return this;
    }

    StubList header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    StubList list(String member, Object value) {
        list.put(member, value);
        return this;
    }

    StubAnswer answer() {
        return answer(Rig.KEY);
    }

    StubAnswer answer(PublicJsonWebKey key) {
        if (!list.containsKey("lst")) {
            list.put("lst", deflated(bits));
        }
        String jwt = Jws.sign(key, header, claims);
        return StubAnswer.of(MEDIA_TYPE, jwt).with("ETag", "\"" + jwt.hashCode() + "\"");
    }

    /** Serves it, as it is now. */
    void serve() {
        var unused = list.remove("lst");
        issuer.serves(path, answer());
    }

    /** @return the base64url of the bytes in zlib's form */
    static String deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[8_192];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }
}
