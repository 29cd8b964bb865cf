package dev.signet.captcha;

import java.time.Instant;

import io.smallrye.mutiny.Uni;

/** In place of the pictures: poses always the same code, and can be taken away. */
final class Codes implements CaptchaProvider {
    static final String CODE = "K7WM4P";
    private volatile boolean available = true;

    void goAway() {
        available = false;
    }

    @Override
    public String type() {
        return "image";
    }

    @Override
    public boolean available() {
        return available;
    }

    @Override
    public Uni<Pose> pose(Instant expiresAt) {
        return Uni.createFrom().item(Pose.image("data:image/png;base64,", CODE));
    }

    @Override
    public Uni<Boolean> judge(Attempt attempt) {
        return Uni.createFrom().item(attempt.isSolvedBy(attempt.answer()));
    }
}
