package dev.signet.captcha;

import java.net.URI;
import java.util.Locale;

/** The remote services that share the siteverify shape, each at its own address. */
enum RemoteType {
    TURNSTILE("https://challenges.cloudflare.com/turnstile/v0/siteverify"),
    HCAPTCHA("https://api.hcaptcha.com/siteverify"),
    RECAPTCHA("https://www.google.com/recaptcha/api/siteverify");

    private final URI url;

    RemoteType(String url) {
        this.url = URI.create(url);
    }

    URI url() {
        return url;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
