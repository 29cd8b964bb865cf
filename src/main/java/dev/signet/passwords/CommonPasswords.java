package dev.signet.passwords;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.matchers.DictionaryLoader;

import dev.signet.stores.Sha256;

/**
 * The passwords that are tried first: 94,000 leaked passwords, names and words, alone or with something strung at
 * their ends, sequences, and short pieces repeated. The lists are zxcvbn's; its estimator is not used, because a
 * password made for it keeps it busy for a second.
 */
final class CommonPasswords {
    /** Repeating a piece shorter than this adds nothing to what must be guessed. */
    private static final int SHORT_PIECE = 8;

    /** All of them; read one after the other, so that the words of one at most are in memory. */
    private static final List<DictionaryLoader> LISTS = List.of(StandardDictionaries.PASSWORDS_LOADER,
            StandardDictionaries.ENGLISH_WIKIPEDIA_LOADER, StandardDictionaries.US_TV_AND_FILM_LOADER,
            StandardDictionaries.SURNAMES_LOADER, StandardDictionaries.MALE_NAMES_LOADER,
            StandardDictionaries.FEMALE_NAMES_LOADER);

    /**
     * The first 64 bits of each word's SHA-256, in order: 1 MB, where the words themselves would take 6 for the whole of a
     * life.
     */
    private final long[] listed;

    private CommonPasswords(long[] listed) {
        this.listed = listed;
    }

    static CommonPasswords load() {
        return new CommonPasswords(LISTS.stream().flatMapToLong(CommonPasswords::words).sorted().distinct().toArray());
    }

    private static LongStream words(DictionaryLoader list) {
        try {
            return list.load().getFrequencies().stream().mapToLong(CommonPasswords::shortened);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled lists of common passwords cannot be read", e);
        }
    }

    private static long shortened(String word) {
        return ByteBuffer.wrap(Sha256.ofText(word)).getLong();
    }

    boolean explain(Skeleton password) {
        return password.isRepeated() && password.text().length() < SHORT_PIECE
                || isListed(password)
                || KeyRuns.explain(password.text());
    }

    /** Half of the password at least must be the listed word: what is strung to a short one may be a secret by itself. */
    private boolean isListed(Skeleton password) {
        String core = password.core();
        return spellings(password.text(), core)
                .filter(word -> Arrays.binarySearch(listed, shortened(word)) >= 0)
                .anyMatch(word -> word.length() * 2 >= password.text().length());
    }

    private static Stream<String> spellings(String text, String core) {
        return List.of(text, core).stream().flatMap(s -> Stream.of(s, plain(s)));
    }

    /** @return the text with the usual substitutions undone: "p@$$w0rd" is "password" */
    private static String plain(String text) {
        return text.replace('@', 'a').replace('4', 'a').replace('3', 'e').replace('1', 'i').replace('!', 'i')
                .replace('0', 'o').replace('$', 's').replace('5', 's').replace('7', 't');
    }
}
