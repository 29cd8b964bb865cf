package dev.signet.membership;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.credentials.Judgement;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts sign-ins by their outcome: {@code signet_sign_ins_total}. */
@ApplicationScoped
public class SignInMetrics {
    private final MeterRegistry metrics;

    SignInMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    public void count(Judgement judgement) {
        metrics.counter("signet.sign.ins", "outcome", judgement.fold(NAMES)).increment();
    }

    private static final Judgement.Cases<String> NAMES = new Judgement.Cases<>() {
        @Override
        public String recognised(UUID user, int credentialVersion) {
            return "recognised";
        }

        @Override
        public String refused(boolean captchaRequired) {
            return "refused";
        }

        @Override
        public String captchaRequired() {
            return "captcha_required";
        }

        @Override
        public String captchaInvalid() {
            return "captcha_invalid";
        }

        @Override
        public String busy(int retryAfter) {
            return "busy";
        }
    };
}
