package dev.signet.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;

/** The script beside {@link RedisReplayMarks}, sent whole: it is shorter than the round trip that a lost digest costs. */
record MarkScript(String text) {

    static MarkScript load() {
        try (InputStream resource = MarkScript.class.getResourceAsStream("mark.lua")) {
            return new MarkScript(new String(resource.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Uni<Response> run(RedisAPI redis, List<String> keys, Object... arguments) {
        List<String> words = new ArrayList<>(List.of(text, String.valueOf(keys.size())));
        words.addAll(keys);
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return redis.eval(words);
    }
}
