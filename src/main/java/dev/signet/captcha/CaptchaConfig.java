package dev.signet.captcha;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of verification codes: {@code signet.captcha.*}. */
@ConfigMapping(prefix = "signet.captcha")
interface CaptchaConfig {

    /** The built-in types that are posed: {@code image}, {@code altcha} or both. The first is posed to those who name none. */
    @WithDefault("image,altcha")
    List<String> types();

    /** How long a challenge may be answered, 30 s to 1 h. */
    @WithDefault("5m")
    Duration lifetime();

    Altcha altcha();

    Remote remote();

    /** The proof of work. */
    interface Altcha {

        /**
         * Hashes that a solver computes at most, 1,000 to 10,000,000; half of it on average. A phone does some
         * 100,000 a second.
         */
        @WithDefault("100000")
        long maxNumber();
    }

    /** One remote service of the siteverify shape. */
    interface Remote {

        /** {@code turnstile}, {@code hcaptcha} or {@code recaptcha}: posed before the built-in types. Empty: none. */
        Optional<RemoteType> type();

        /** The public key that the widget takes. REQUIRED with a type. */
        Optional<String> siteKey();

        /** The key that the service knows us by. REQUIRED with a type. */
        Optional<String> secret();

        /** Where to verify, in place of the service's own address. Must be https unless it is loopback. */
        Optional<URI> url();

        /** Host names that the widget may have run on. Empty: whatever the service itself allows. */
        Optional<Set<String>> hostnames();

        /** The least score, 0 to 1, of a service that scores; others are not affected. */
        @WithDefault("0.5")
        double minScore();
    }
}
