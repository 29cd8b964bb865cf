package dev.signet.captcha;

import java.util.Optional;

/**
 * What a provider poses: one thing to show, and the solution, of which only a keyed hash leaves this room.
 *
 * @param image a data URL
 * @param challenge a proof of work
 * @param siteKey a remote widget's key
 * @param solution what {@link Attempt#isSolvedBy} will be asked for
 */
record Pose(Optional<String> image, Optional<AltchaChallenge> challenge, Optional<String> siteKey, String solution) {

    static Pose image(String dataUrl, String code) {
        return new Pose(Optional.of(dataUrl), Optional.empty(), Optional.empty(), code);
    }

    static Pose work(AltchaChallenge challenge) {
        return new Pose(Optional.empty(), Optional.of(challenge), Optional.empty(), challenge.challenge());
    }

    /** The remote service alone knows the solution. */
    static Pose widget(String siteKey) {
        return new Pose(Optional.empty(), Optional.empty(), Optional.of(siteKey), "");
    }
}
