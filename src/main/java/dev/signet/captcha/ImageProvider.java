package dev.signet.captcha;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.errors.UnavailableException;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;

/**
 * A code that a person reads off a picture. It keeps simple machines out, no determined one; who cannot see it asks
 * for another type.
 */
@Startup(1) // what draws is loaded on a thread of its own while the rest starts
@ApplicationScoped
class ImageProvider implements CaptchaProvider {
    static final String TYPE = "image";
    /** No 0 O, 1 I L, 2 Z, 5 S, 8 B, U V, G 6, Q: nothing that reads as something else. */
    static final String ALPHABET = "ACDEFHJKMNPRTWXY3479";
    static final int CODE_LENGTH = 6;
    private static final Logger LOG = Logger.getLogger(ImageProvider.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_ANSWER_LENGTH = 16;
    /** Drawing is cheap to ask for: past this many at once, half a second of work, the next is refused. */
    private static final int MAX_DRAWINGS = 100;

    private final WorkerExecutor threads;
    private final CompletableFuture<Optional<CodeDrawing>> drawing;
    private final AtomicInteger drawings = new AtomicInteger();

    ImageProvider(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("signet-captcha",
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        this.drawing = CompletableFuture.supplyAsync(ImageProvider::load);
    }

    private static Optional<CodeDrawing> load() {
        try {
            return Optional.of(CodeDrawing.load());
        } catch (IOException | LinkageError e) {
            LOG.warnf("Verification codes of type image are not posed, since text cannot be drawn here (%s): install FreeType.",
                    e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean available() {
        return drawing.join().isPresent();
    }

    @Override
    public Uni<Pose> pose(Instant expiresAt) {
        return Uni.createFrom().deferred(this::draw);
    }

    private Uni<Pose> draw() {
        if (drawings.incrementAndGet() > MAX_DRAWINGS) {
            drawings.decrementAndGet();
            throw new UnavailableException(1, "Too many verification codes are being drawn. Try again later.");
        }
        String code = randomCode();
        return threads.executeBlocking(() -> Pose.image(dataUrl(code), code), false)
                .onTermination().invoke(drawings::decrementAndGet);
    }

    private String dataUrl(String code) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(drawing.join().orElseThrow().png(code));
    }

    private static String randomCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Case and blanks are how a person types, not what they read. */
    @Override
    public Uni<Boolean> judge(Attempt attempt) {
        String answer = attempt.answer();
        return Uni.createFrom().item(() -> answer.length() <= MAX_ANSWER_LENGTH
                && attempt.isSolvedBy(answer.replace(" ", "").toUpperCase(Locale.ROOT)));
    }

    @PreDestroy
    void close() {
        threads.closeAndForget();
    }
}
