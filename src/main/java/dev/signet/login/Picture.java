package dev.signet.login;

import java.util.Optional;

import dev.signet.captcha.Challenge;

/**
 * A verification code as a page shows it.
 *
 * @param id of the challenge
 * @param image a {@code data:} URL
 */
record Picture(String id, String image) {

    /** @return the picture; empty where codes can't be drawn, and a page without scripts can pose nothing else */
    static Optional<Picture> of(Challenge challenge) {
        return challenge.image().map(image -> new Picture(challenge.id(), image));
    }
}
