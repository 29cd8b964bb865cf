package dev.signet.captcha;

import java.util.Locale;

/** What a challenge is solved for; it serves nothing else. */
public enum Purpose {
    LOGIN,
    REGISTRATION;

    /** @return the name on the wire */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
