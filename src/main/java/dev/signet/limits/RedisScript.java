package dev.signet.limits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;

/** A script that Redis runs as one step. Sent by its digest; in full only to a Redis that has lost or never had it. */
record RedisScript(String text, String sha1) {

    /** @param name of a resource {@code <name>.lua} beside this class */
    static RedisScript named(String name) {
        try (InputStream resource = RedisScript.class.getResourceAsStream(name + ".lua")) {
            byte[] text = resource.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
            return new RedisScript(new String(text, StandardCharsets.UTF_8), HexFormat.of().formatHex(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    Uni<Response> run(RedisAPI redis, List<String> keys, Object... arguments) {
        return redis.evalsha(words(sha1, keys, arguments))
                .onFailure(RedisScript::unknown).recoverWithUni(() -> redis.eval(words(text, keys, arguments)));
    }

    private static boolean unknown(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("NOSCRIPT");
    }

    private static List<String> words(String script, List<String> keys, Object... arguments) {
        List<String> words = new ArrayList<>(List.of(script, String.valueOf(keys.size())));
        words.addAll(keys);
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return words;
    }
}
