package dev.signet.limits;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.stores.TableVersions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/**
 * Every limit as it is now: a copy in memory of what Postgres holds, so that no attempt waits for Postgres. Another
 * replica's change arrives within seconds. While Postgres is away the last copy holds, or before the first the built-in
 * limits.
 */
@ApplicationScoped
public class LimitPolicies {
    private static final Duration START_WAIT = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(LimitPolicies.class);

    private final StoredLimits stored;
    private final TableVersions versions;
    private volatile Map<KnownLimit, Limit> copy = builtIn();

    LimitPolicies(StoredLimits stored, TableVersions versions) {
        this.stored = stored;
        this.versions = versions;
    }

    void start(@Observes StartupEvent event) {
        versions.onChange("limit_policies", this::reload);
        reload().onFailure().invoke(e -> LOG.warnf("limits not read yet, the built-in ones hold: %s", e.getMessage()))
                .onFailure().recoverWithNull()
                .await().atMost(START_WAIT);
    }

    /** @return every limit there is, disabled ones too */
    public Collection<Limit> all() {
        return copy.values();
    }

    public Optional<Limit> find(String name) {
        return KnownLimit.named(name).map(copy::get);
    }

    /**
     * Persists a limit: in force on this replica when the Uni completes, on the others within 5 s. To be called outside any
     * transaction, as the copy moves at once.
     *
     * @param alongside what must be committed with it, run in the same transaction
     * @return the limit as it now is; fails with problem {@code validation} for one with {@link Limit#violations()}
     */
    public Uni<Limit> put(Limit limit, Supplier<Uni<Void>> alongside) {
        List<FieldError> violations = limit.violations();
        if (!violations.isEmpty()) {
            return Uni.createFrom().failure(() -> Problem.validation(violations).asException());
        }
        return stored.save(limit, alongside)
                .invoke(() -> adopt(limit))
                .replaceWith(limit);
    }

    Limit get(KnownLimit known) {
        return copy.get(known);
    }

    /** A row that this version of Signet can't make sense of is no reason to be without a limit. */
    synchronized void replace(Collection<Limit> rows) {
        copy = builtIn();
        for (Limit row : rows) {
            if (row.violations().isEmpty()) {
                adopt(row);
            } else {
                LOG.warnf("limit %s is not usable, the built-in one holds: %s", row.name(), row.violations());
            }
        }
    }

    private Uni<Void> reload() {
        return stored.all().invoke(this::replace).replaceWithVoid();
    }

    private synchronized void adopt(Limit limit) {
        Map<KnownLimit, Limit> next = new EnumMap<>(copy);
        next.put(KnownLimit.named(limit.name()).orElseThrow(), limit);
        copy = Collections.unmodifiableMap(next);
    }

    private static Map<KnownLimit, Limit> builtIn() {
        Map<KnownLimit, Limit> limits = new EnumMap<>(KnownLimit.class);
        for (KnownLimit known : KnownLimit.values()) {
            limits.put(known, known.builtIn());
        }
        return limits;
    }
}
