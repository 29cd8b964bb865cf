package dev.signet.captcha;

import java.time.Instant;

import io.smallrye.mutiny.Uni;

/** One kind of challenge. It keeps nothing: what it needs to judge an answer is sealed into the challenge's id. */
interface CaptchaProvider {

    /** @return the name on the wire */
    String type();

    /** @return whether it can pose and judge now; another one is posed in its place while it cannot */
    default boolean available() {
        return true;
    }

    /** @param expiresAt from when on the answer is refused */
    Uni<Pose> pose(Instant expiresAt);

    /** @return whether the answer is right; false, never a failure, when it cannot tell */
    Uni<Boolean> judge(Attempt attempt);
}
