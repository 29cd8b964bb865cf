package dev.signet.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Optional;

/**
 * A password as text: what is judged and hashed is its NFC form, so that one keyboard's "é" is another's (NIST SP
 * 800-63B §3.1.1.2).
 */
final class PasswordText {
    static final int MAX_CODE_POINTS = 128;
    /** No text this long in UTF-16 has a short NFC form: composition joins four code points of two units at most. */
    private static final int MAX_UNITS = MAX_CODE_POINTS * 8;

    private PasswordText() {
    }

    /** @return the bytes to hash, or empty for what no policy accepts: over-long or ill-formed */
    static Optional<byte[]> utf8(String password) {
        if (isOverLong(password) || !isWellFormed(password)) {
            return Optional.empty();
        }
        return Optional.of(nfc(password).getBytes(UTF_8));
    }

    static boolean isOverLong(String password) {
        return password.length() > MAX_UNITS || length(password) > MAX_CODE_POINTS;
    }

    /** @return code points of the NFC form */
    static int length(String password) {
        String nfc = nfc(password);
        return nfc.codePointCount(0, nfc.length());
    }

    /** Control characters end a password early in some clients; a lone surrogate has no UTF-8 form and would become "?". */
    static boolean isWellFormed(String password) {
        return password.codePoints().noneMatch(PasswordText::isRefused);
    }

    private static boolean isRefused(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    static String nfc(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
