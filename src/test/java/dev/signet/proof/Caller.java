package dev.signet.proof;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import dev.signet.testing.Altcha;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.HttpCall;
import io.vertx.core.json.JsonObject;

/** Calls one replica or the other from one address, and has the ledger note what came. */
final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<Http> replicas;
    private final Ledger ledger;

    Caller(WiredReplicas service, String address, Ledger ledger) {
        this.replicas = service.uris().stream().map(uri -> Http.to(uri).from(address)).toList();
        this.ledger = ledger;
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * @param act as the ledger names it
     * @param call to be made at whichever replica
     * @param good the statuses that the caller can go on with
     * @return the answer, of whatever status; empty where none came
     */
    Optional<HttpAnswer> call(String act, Function<Http, HttpCall> call, Set<Integer> good) {
        long begun = System.nanoTime();
        try {
            HttpAnswer answer = call.apply(any()).send();
            if (!ledger.answered(act, begun, answer, good) && answer.status() == 503) {
                LockSupport.parkNanos(PATIENCE.toNanos());
            }
            return Optional.of(answer);
        } catch (IllegalStateException silence) {
            ledger.silent(act, begun, silence);
            return Optional.empty();
        }
    }

    /** Posts to where a verification code may be asked for, and if it is, solves one and posts again. */
    Optional<HttpAnswer> post(String act, String path, JsonObject body, String purpose, Set<Integer> good) {
        Optional<HttpAnswer> answer = call(act, http -> http.request("POST", path).json(body), good);
        return answer.filter(Ledger::isChallenge).isEmpty() ? answer
                : call("captcha", http -> http.request("POST", "/api/v1/captchas")
                        .json(new JsonObject().put("type", "altcha").put("purpose", purpose)), Set.of(201))
                        .filter(issued -> issued.status() == 201)
                        .flatMap(issued -> call(act + " with code", http -> http.request("POST", path)
                                .json(body.copy().put("captcha", Altcha.solve(issued.json()))), good));
    }

    private Http any() {
        return replicas.get(ThreadLocalRandom.current().nextInt(replicas.size()));
    }
}
