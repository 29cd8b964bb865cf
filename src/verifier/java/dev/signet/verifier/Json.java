package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Reads a JSON object strictly: well-formed UTF-8, and no member twice (RFC 7515 §4, RFC 8259 §4). */
final class Json {

    private Json() {
    }

    /** @return empty for anything but one JSON object */
    static Optional<Claims> object(byte[] bytes) {
        try {
            // a new decoder reports malformed input; new String() would put something in its place
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.ofNullable(JsonUtil.parseJson(text)).map(Claims::new);
        } catch (CharacterCodingException | JoseException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
