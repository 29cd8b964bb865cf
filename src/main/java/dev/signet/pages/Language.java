package dev.signet.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages that the pages speak. */
public enum Language {
    ENGLISH("en", "English", Locale.ENGLISH),
    CHINESE("zh-CN", "简体中文", Locale.CHINESE);

    private final String tag;
    private final String endonym;
    private final Locale locale;

    Language(String tag, String endonym, Locale locale) {
        this.tag = tag;
        this.endonym = endonym;
        this.locale = locale;
    }

    /** @return RFC 5646 */
    public String tag() {
        return tag;
    }

    /** @return its name in itself */
    public String endonym() {
        return endonym;
    }

    /** @return the locale of its messages */
    Locale locale() {
        return locale;
    }

    /** @return the first tag's that is spoken here; whoever reads any Chinese reads this one rather than English */
    static Optional<Language> first(List<String> tags) {
        return tags.stream().flatMap(Language::of).findFirst();
    }

    /** @param header {@code Accept-Language} (RFC 9110 §12.5.4), or null; a malformed one says nothing */
    static Optional<Language> accepted(String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight).reversed())
                    .flatMap(range -> of(range.getRange())).findFirst();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Stream<Language> of(String tag) {
        String primary = tag.split("-", 2)[0];
        return Stream.of(values()).filter(language -> language.locale.getLanguage().equalsIgnoreCase(primary));
    }
}
