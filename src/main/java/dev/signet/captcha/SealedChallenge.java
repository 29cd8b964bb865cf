package dev.signet.captcha;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a challenge's id holds, in clear only between opening and judging.
 *
 * @param purpose what it may be presented for
 * @param type who poses and judges it
 * @param prefix the network it may be presented from
 * @param expiresAt from when on it is refused, in whole seconds
 * @param answerMac keyed hash of the solution, base64url
 */
record SealedChallenge(Purpose purpose, String type, String prefix, Instant expiresAt, String answerMac) {
    /** The leading 1 is the format's version. */
    private static final Pattern TEXT = Pattern
            .compile("1\\|(LOGIN|REGISTRATION)\\|([a-z]+)\\|([a-z0-9/]+)\\|([0-9]{1,12})\\|([A-Za-z0-9_-]{43})");

    byte[] bytes() {
        return String.join("|", "1", purpose.name(), type, prefix, Long.toString(expiresAt.getEpochSecond()), answerMac)
                .getBytes(US_ASCII);
    }

    static Optional<SealedChallenge> parse(byte[] bytes) {
        Matcher fields = TEXT.matcher(new String(bytes, US_ASCII));
        if (!fields.matches()) {
            return Optional.empty();
        }
        return Optional.of(new SealedChallenge(Purpose.valueOf(fields.group(1)), fields.group(2), fields.group(3),
                Instant.ofEpochSecond(Long.parseLong(fields.group(4))), fields.group(5)));
    }

    boolean admits(Purpose presentedFor, String presentedFrom, Instant now) {
        return purpose == presentedFor && prefix.equals(presentedFrom) && now.isBefore(expiresAt);
    }
}
