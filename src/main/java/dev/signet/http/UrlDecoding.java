package dev.signet.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Percent-decoding that refuses what it can't decode: a broken escape, bytes that are not UTF-8, and NUL, which no store
 * keeps. The JDK's turns bad bytes into U+FFFD, by which two different values become one.
 */
final class UrlDecoding {

    private UrlDecoding() {
    }

    /** {@code application/x-www-form-urlencoded}: a plus is a space. */
    static Optional<String> form(String encoded) {
        return decode(encoded.replace('+', ' '));
    }

    /** RFC 3986 §2.1. */
    static Optional<String> decode(String encoded) {
        return isDecoded(encoded) ? Optional.of(encoded) : decodeBytes(encoded);
    }

    /** Most of what comes: nothing in it is an escape or beyond ASCII. */
    private static boolean isDecoded(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == 0 || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> decodeBytes(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        int next = 0;
        while (next < encoded.length()) {
            boolean escape = encoded.charAt(next) == '%';
            int value = escape ? escaped(encoded, next) : plain(encoded.charAt(next));
            if (value <= 0) {
                return Optional.empty();
            }
            bytes.write(value);
            next += escape ? 3 : 1;
        }
        return utf8(bytes.toByteArray());
    }

    /** @return −1 unless two hexadecimal digits follow */
    private static int escaped(String encoded, int percent) {
        boolean digits = percent + 2 < encoded.length() && HexFormat.isHexDigit(encoded.charAt(percent + 1))
                && HexFormat.isHexDigit(encoded.charAt(percent + 2));
        return digits ? HexFormat.fromHexDigits(encoded, percent + 1, percent + 3) : -1;
    }

    /** The text came off the wire as bytes: each char is one of them. */
    private static int plain(char c) {
        return c < 0x100 ? c : -1;
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
