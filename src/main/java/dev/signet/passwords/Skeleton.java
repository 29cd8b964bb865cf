package dev.signet.passwords;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A password as a guesser sees it: without case, without compatibility forms, and without its repetitions. Only for
 * judging, never for hashing.
 *
 * @param text the shortest piece that, repeated, is the whole password
 * @param length UTF-16 units of the whole
 */
record Skeleton(String text, int length) {

    static Skeleton of(String password) {
        String folded = fold(password);
        return new Skeleton(folded.substring(0, period(folded)), folded.length());
    }

    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    boolean isRepeated() {
        return text.length() < length;
    }

    /** The smallest step at which the text repeats itself at least twice; the last time may lack its end by a character. */
    private static int period(String text) {
        for (int step = 1; step * 2 <= text.length() + 1; step++) {
            if (text.startsWith(text.substring(step))) {
                return step;
            }
        }
        return text.length();
    }

    /** @return the text without what is strung at its ends: digits, punctuation, spaces */
    String core() {
        return text.replaceAll("^\\P{L}+|\\P{L}+$", "");
    }

    static String lettersAndDigits(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    static String letters(String text) {
        return text.replaceAll("\\P{L}", "");
    }
}
