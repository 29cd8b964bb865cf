package dev.signet.passwords;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nulabinc.zxcvbn.StandardDictionaries;

/**
 * The passwords that are tried first: 94,000 leaked passwords, names and words, alone or with something strung at
 * their ends, sequences, and short pieces repeated. The lists are zxcvbn's; its estimator is not used, because a
 * password made for it keeps it busy for a second.
 */
final class CommonPasswords {
    /** Repeating a piece shorter than this adds nothing to what must be guessed. */
    private static final int SHORT_PIECE = 8;

    private final Set<String> listed;

    private CommonPasswords(Set<String> listed) {
        this.listed = listed;
    }

    static CommonPasswords load() {
        try {
            return new CommonPasswords(StandardDictionaries.loadAllDictionaries().stream()
                    .flatMap(d -> d.getFrequencies().stream())
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled lists of common passwords cannot be read", e);
        }
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
                .filter(listed::contains)
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
