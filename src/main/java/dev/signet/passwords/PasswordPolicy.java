package dev.signet.passwords;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.signet.errors.FieldError;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Whether a password may be chosen (NIST SP 800-63B §3.1.1.2): long enough, not too long, well-formed, not common,
 * not the person's or the service's own name. There are no composition rules: they make passwords worse.
 */
@Startup // so that a wrong setting is known before the first password, and the lists are read
@ApplicationScoped
public class PasswordPolicy {
    private static final int LOWEST_MIN_LENGTH = 8;
    /** Not beside the start, which it would make slower and larger. */
    private static final Duration READ_AFTER = Duration.ofSeconds(2);

    private final int minLength;
    private final ContextWords ours;

    PasswordPolicy(PasswordsConfig config, @ConfigProperty(name = "signet.issuer") Optional<String> issuer) {
        this.minLength = bounded(config.minLength());
        this.ours = ContextWords.of(List.of("signet", issuer.map(PasswordPolicy::host).orElse("")));
        CompletableFuture.delayedExecutor(READ_AFTER.toMillis(), MILLISECONDS).execute(new FutureTask<>(Common::passwords));
    }

    private static int bounded(int minLength) {
        if (minLength < LOWEST_MIN_LENGTH || minLength > PasswordText.MAX_CODE_POINTS) {
            throw new ConfigurationException("signet.passwords.min-length is " + minLength + ": it must be "
                    + LOWEST_MIN_LENGTH + " to " + PasswordText.MAX_CODE_POINTS + ".");
        }
        return minLength;
    }

    /** The issuer itself is judged where it is used. */
    private static String host(String issuer) {
        try {
            return Optional.ofNullable(URI.create(issuer.strip()).getHost()).orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** @return how many characters a password has at least */
    public int minLength() {
        return minLength;
    }

    /**
     * @param field the name of the field in the request
     * @param password the password to choose, as it was sent
     * @param contextWords what an attacker who knows the person tries first: identifiers, names
     * @return what is wrong with it, one error at most; empty when it may be chosen
     */
    public List<FieldError> judge(String field, String password, Collection<String> contextWords) {
        return refusal(password, contextWords).map(r -> new FieldError(field, r.code, r.message)).stream().toList();
    }

    private Optional<Refusal> refusal(String password, Collection<String> contextWords) {
        if (PasswordText.isOverLong(password)) {
            return refuse("too-long", "The password must have at most " + PasswordText.MAX_CODE_POINTS + " characters.");
        }
        if (!PasswordText.isWellFormed(password)) {
            return refuse("malformed", "The password must be text without control characters.");
        }
        if (PasswordText.length(password) < minLength) {
            return refuse("too-short", "The password must have at least " + minLength + " characters.");
        }
        Skeleton skeleton = Skeleton.of(password);
        if (ours.explain(skeleton) || ContextWords.of(contextWords).explain(skeleton)) {
            return refuse("context", "The password is little more than a name that belongs to you or to this service.");
        }
        if (Common.passwords().explain(skeleton)) {
            return refuse("common", "The password is one of those that attackers try first.");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(String code, String message) {
        return Optional.of(new Refusal(code, message));
    }

    private record Refusal(String code, String message) {
    }

    /** Read once, by whoever asks first; whoever asks meanwhile waits. */
    private static final class Common {
        private static final CommonPasswords PASSWORDS = CommonPasswords.load();

        static CommonPasswords passwords() {
            return PASSWORDS;
        }
    }
}
