package dev.signet.passwords;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Words that belong to the person or the service. A password is refused when it is little more than them: a word with
 * digits and punctuation around it, words that make more than half of it, or a piece of a word.
 */
final class ContextWords {
    private static final int SHORTEST = 3;
    /** A shorter word is in many good passwords by chance. */
    private static final int SHORTEST_PART = 4;

    private final List<String> words;

    private ContextWords(List<String> words) {
        this.words = words;
    }

    /** @param texts words, addresses, host names: each counts as a whole and in its parts */
    static ContextWords of(Collection<String> texts) {
        return new ContextWords(texts.stream().map(Skeleton::fold)
                .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split("[^\\p{L}\\p{N}]+"))))
                .map(Skeleton::lettersAndDigits)
                .filter(word -> word.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    boolean explain(Skeleton password) {
        String text = Skeleton.lettersAndDigits(password.text());
        return isMostlyWords(text)
                || words.stream().anyMatch(word -> isWordWithDigits(text, word) || isPiece(text, word));
    }

    private boolean isMostlyWords(String text) {
        String rest = text;
        for (String word : words) {
            rest = word.length() < SHORTEST_PART ? rest : rest.replace(word, "");
        }
        return rest.length() * 2 < text.length();
    }

    private static boolean isWordWithDigits(String text, String word) {
        String letters = Skeleton.letters(text);
        return !letters.isEmpty() && letters.equals(Skeleton.letters(word));
    }

    /** A phone number is typed with a leading zero where its international form has none. */
    private static boolean isPiece(String text, String word) {
        String piece = text.replaceAll("^0+", "");
        return piece.length() >= SHORTEST_PART && word.contains(piece);
    }
}
