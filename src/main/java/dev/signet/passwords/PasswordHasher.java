package dev.signet.passwords;

import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.signet.errors.UnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/**
 * Hashes passwords and compares them, off the event loop. Every comparison does the work of one hash, whatever it is
 * given, so that time tells neither whether a person exists nor what was wrong.
 */
@Startup
@ApplicationScoped
public class PasswordHasher {
    private static final Logger LOG = Logger.getLogger(PasswordHasher.class);
    private static final byte[] STAND_IN = new byte[16];

    private final Argon2Cost cost;
    private final HashingPool pool;
    private final Argon2Hash nobodys;

    PasswordHasher(PasswordsConfig config, MeterRegistry meters) {
        this.cost = Argon2Cost.of(config.argon2());
        this.pool = new HashingPool(threads(config), config.maxWait(), meters, FastestArgon2::get);
        this.nobodys = Argon2Hash.nobodys(cost);
        pool.rehearse(() -> nobodys.matches(STAND_IN, FastestArgon2.get()));
    }

    private static int threads(PasswordsConfig config) {
        int threads = config.threads().orElseGet(() -> Runtime.getRuntime().availableProcessors());
        if (threads < 1 || threads > 256) {
            throw new ConfigurationException("signet.passwords.threads is " + threads + ": it must be 1 to 256.");
        }
        return threads;
    }

    /**
     * @param password one that {@link PasswordPolicy} found nothing wrong with
     * @return its PHC string, on the caller's context; {@link UnavailableException} when the queue is full
     * @throws IllegalArgumentException if no policy would have accepted it: over-long or ill-formed
     */
    @CheckReturnValue
    public Uni<String> hash(String password) {
        byte[] text = PasswordText.utf8(password)
                .orElseThrow(() -> new IllegalArgumentException("a password is judged before it is hashed"));
        return pool.run(() -> Argon2Hash.of(text, cost, FastestArgon2.get()).toString());
    }

    /**
     * @param password as it was sent, whatever it is
     * @param phc the stored PHC string; empty when there is none, which does the same work and never matches
     * @return the verdict, on the caller's context; {@link UnavailableException} when the queue is full
     */
    @CheckReturnValue
    public Uni<Verdict> verify(String password, Optional<String> phc) {
        Optional<byte[]> text = PasswordText.utf8(password);
        Optional<Argon2Hash> stored = phc.flatMap(PasswordHasher::read);
        return pool.run(() -> compare(text, stored));
    }

    private static Optional<Argon2Hash> read(String phc) {
        Optional<Argon2Hash> stored = Argon2Hash.parse(phc);
        if (stored.isEmpty()) {
            LOG.error("A stored password hash is not an Argon2id PHC string; its owner cannot sign in with it.");
        }
        return stored;
    }

    /** The hash comes first and always: what is missing is decided after the work is done. */
    private Verdict compare(Optional<byte[]> text, Optional<Argon2Hash> stored) {
        Argon2Hash hash = stored.orElse(nobodys);
        boolean same = hash.matches(text.orElse(STAND_IN), FastestArgon2.get());
        boolean matches = same && text.isPresent() && stored.isPresent();
        return new Verdict(matches, matches && hash.isOutdated(cost));
    }

    @PreDestroy
    void close() {
        pool.close();
    }
}
