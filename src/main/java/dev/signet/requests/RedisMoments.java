package dev.signet.requests;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.errors.UnavailableException;
import dev.signet.stores.RedisGuard;
import dev.signet.stores.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;

/**
 * What lives for seconds or minutes under a name that only its holder knows. Redis holds the name's SHA-256, so that who
 * reads Redis can't redeem what is in it. Where Redis is away every call fails: the flow that needs it answers 503.
 */
@ApplicationScoped
class RedisMoments {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME_BYTES = 32;

    private final Redis redis;
    private final RedisGuard guard;

    RedisMoments(Redis redis, RedisGuard guard) {
        this.redis = redis;
        this.guard = guard;
    }

    /** @return 256 random bits, base64url */
    static String newName() {
        byte[] name = new byte[NAME_BYTES];
        RANDOM.nextBytes(name);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }

    /** Keeps a new thing for its life. */
    Uni<Void> put(String kind, String name, JsonObject content, Duration life) {
        return call(() -> redis.send(Request.cmd(Command.SET).arg(key(kind, name)).arg(content.encode())
                .arg("PX").arg(life.toMillis()))).replaceWithVoid();
    }

    Uni<Optional<JsonObject>> get(String kind, String name) {
        return call(() -> redis.send(Request.cmd(Command.GET).arg(key(kind, name))))
                .map(found -> Optional.ofNullable(found).map(json -> new JsonObject(json.toString())));
    }

    /** Overwrites a thing for the rest of its life; nothing happens when that is over. */
    Uni<Void> replace(String kind, String name, JsonObject content) {
        return call(() -> redis.send(Request.cmd(Command.SET).arg(key(kind, name)).arg(content.encode())
                .arg("XX").arg("KEEPTTL"))).replaceWithVoid();
    }

    /** @return whether it was there: of many who delete one thing, one is told so */
    Uni<Boolean> delete(String kind, String name) {
        return call(() -> redis.send(Request.cmd(Command.DEL).arg(key(kind, name))))
                .map(deleted -> deleted.toInteger() == 1);
    }

    /** There is no second place where a code or a waiting request could be. */
    private <T> Uni<T> call(Supplier<Uni<T>> command) {
        return guard.call(command)
                .onFailure().transform(away -> new UnavailableException(1, "The store of codes and waiting requests is away."));
    }

    private static String key(String kind, String name) {
        return "signet:" + kind + ":" + HexFormat.of().formatHex(Sha256.of(name.getBytes(US_ASCII)));
    }
}
