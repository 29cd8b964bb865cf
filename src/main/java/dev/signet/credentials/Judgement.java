package dev.signet.credentials;

import java.util.UUID;

/** What became of an attempt to sign in. */
public sealed interface Judgement {

    /** @return what the case that this is makes of it */
    <T> T fold(Cases<T> cases);

    /** One method a case. */
    interface Cases<T> {
        /**
         * The person and the password match.
         *
         * @param credentialVersion of the password that matched
         */
        T recognised(UUID user, int credentialVersion);

        /**
         * Unknown, disabled or wrong: nobody is told which.
         *
         * @param captchaRequired whether the next try will need a verification code
         */
        T refused(boolean captchaRequired);

        /** A challenge is due: the password was not looked at. */
        T captchaRequired();

        /** The challenge was not solved: the password was not looked at. */
        T captchaInvalid();

        /** Other attempts from there are being judged: the password was not looked at. @param retryAfter seconds */
        T busy(int retryAfter);
    }

    record Recognised(UUID user, int credentialVersion) implements Judgement {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.recognised(user, credentialVersion);
        }
    }

    record Refused(boolean captchaRequired) implements Judgement {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.refused(captchaRequired);
        }
    }

    record CaptchaRequired() implements Judgement {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.captchaRequired();
        }
    }

    record CaptchaInvalid() implements Judgement {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.captchaInvalid();
        }
    }

    record Busy(int retryAfter) implements Judgement {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.busy(retryAfter);
        }
    }
}
