package dev.signet.passwords;

import java.util.List;

/**
 * Passwords made of a few runs along the alphabet, the digits or a row of keys, forwards, backwards or on the spot:
 * {@code abcd1234!!!!} has three.
 */
final class KeyRuns {
    private static final List<String> ROWS = List.of("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl",
            "zxcvbnm", "qwertzuiop", "azertyuiop");
    /** With this many characters a run, on average, the runs are all there is to guess. */
    private static final int CHARACTERS_A_RUN = 4;

    private KeyRuns() {
    }

    static boolean explain(String text) {
        return count(text) * CHARACTERS_A_RUN <= text.length();
    }

    private static int count(String text) {
        int runs = 0;
        for (int at = 0; at < text.length(); at += longestFrom(text, at)) {
            runs++;
        }
        return runs;
    }

    private static int longestFrom(String text, int start) {
        int longest = onTheSpot(text, start);
        for (String row : ROWS) {
            longest = Math.max(longest, Math.max(along(row, text, start, 1), along(row, text, start, -1)));
        }
        return longest;
    }

    private static int onTheSpot(String text, int start) {
        int end = start + 1;
        while (end < text.length() && text.charAt(end) == text.charAt(start)) {
            end++;
        }
        return end - start;
    }

    private static int along(String row, String text, int start, int step) {
        int end = start + 1;
        while (end < text.length() && follows(row, text.charAt(end - 1), text.charAt(end), step)) {
            end++;
        }
        return end - start;
    }

    private static boolean follows(String row, char before, char after, int step) {
        String pair = step > 0 ? "" + before + after : "" + after + before;
        return row.contains(pair);
    }
}
