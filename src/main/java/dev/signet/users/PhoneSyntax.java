package dev.signet.users;

import static dev.signet.users.IdentifierKind.PHONE;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

import io.quarkus.runtime.configuration.ConfigurationException;

/** Phone numbers: anything that libphonenumber knows as a valid number, kept and shown in E.164; no extension, no letters. */
final class PhoneSyntax {
    private static final String UNKNOWN_REGION = "ZZ"; // libphonenumber's name for it: only numbers with + are parsed
    private static final int FEWEST_DIGITS = 5;

    /** Digits of any script and the punctuation people put between them. */
    private static final Pattern CHARACTERS = Pattern
            .compile("[\\p{Nd}+\uff0b ()\uff08\uff09\\[\\]\uff3b\uff3d./\uff0e\uff0f\\p{Pd}\u2212\u30fc\u00a0\u3000]+");

    private final CompletableFuture<PhoneNumberUtil> library = CompletableFuture.supplyAsync(PhoneNumberUtil::getInstance);
    private final String region;

    PhoneSyntax(Optional<String> defaultRegion) {
        region = defaultRegion.map(r -> r.toUpperCase(Locale.ROOT)).orElse(UNKNOWN_REGION);
        if (defaultRegion.isPresent() && !numbers().getSupportedRegions().contains(region)) {
            throw new ConfigurationException("signet.users.default-region is \"" + defaultRegion.get()
                    + "\": it must be a country's ISO 3166-1 alpha-2 code, such as DE, or not be set.");
        }
    }

    /** It reads tables for some 70 ms, while the rest starts. */
    private PhoneNumberUtil numbers() {
        return library.join();
    }

    /**
     * Whether a text is a phone number by its looks, whatever the default region: a leading {@code +} or at least five
     * digits, and nothing that is not a digit or punctuation. A shorter national number needs its {@code +}.
     */
    static boolean looksLikePhone(String text) {
        if (!CHARACTERS.matcher(text).matches()) {
            return false;
        }
        long digits = text.codePoints().filter(Character::isDigit).count();
        boolean plus = text.startsWith("+") || text.startsWith("\uff0b");
        return digits >= FEWEST_DIGITS || plus && digits > 0;
    }

    /** @param text trimmed and of bounded length */
    ParsedIdentifier parse(String text) {
        if (!looksLikePhone(text)) {
            return malformed();
        }
        try {
            return accept(numbers().parse(text, region));
        } catch (NumberParseException e) {
            return malformed();
        }
    }

    /** By its length only: which ranges are in use changes faster than the library's list of them. */
    private ParsedIdentifier accept(PhoneNumber number) throws NumberParseException {
        String value = numbers().format(number, PhoneNumberFormat.E164);
        boolean possible = numbers().isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
        return possible && readsAsItself(value) ? ParsedIdentifier.accepted(new Identifier(PHONE, value, value)) : malformed();
    }

    /** A number whose trunk zeros are dropped once more on each reading would be another one at each. */
    private boolean readsAsItself(String value) throws NumberParseException {
        return numbers().format(numbers().parse(value, UNKNOWN_REGION), PhoneNumberFormat.E164).equals(value);
    }

    private ParsedIdentifier malformed() {
        return ParsedIdentifier.refused(PHONE, "malformed", region.equals(UNKNOWN_REGION)
                ? "A phone number starts with + and its country code, such as +49 30 901820."
                : "This is not a valid phone number.");
    }
}
