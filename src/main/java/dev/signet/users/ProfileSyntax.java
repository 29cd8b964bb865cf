package dev.signet.users;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.signet.errors.FieldError;

/** What may stand in the claims that a person writes themselves (OpenID Connect Core 1.0 §5.1 and §5.1.1). */
public final class ProfileSyntax {
    /** The members of {@code address} are named after it: {@code address.locality}. */
    public static final String ADDRESS = "address.";
    /** Every claim, in the order in which a form asks for them. */
    public static final List<String> CLAIMS = List.of("name", "given_name", "family_name", "nickname", "website", "gender",
            "birthdate", "zoneinfo", "locale", "address.street_address", "address.postal_code", "address.locality",
            "address.region", "address.country");
    private static final int LONGEST = 200;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\r]]");
    private static final Pattern YEAR = Pattern.compile("(18|19|20)\\d\\d");
    private static final Map<String, Predicate<String>> FORMS = Map.of(
            "website", ProfileSyntax::isWebAddress, "birthdate", ProfileSyntax::isBirthdate,
            "zoneinfo", zone -> ZoneId.getAvailableZoneIds().contains(zone), "locale", ProfileSyntax::isLanguageTag);

    private ProfileSyntax() {
    }

    /** @return what is wrong with the text as that claim; the field is named as the claim is */
    public static Optional<FieldError> judge(String claim, String text) {
        if (!CLAIMS.contains(claim)) {
            return Optional.of(new FieldError(claim, "unknown", "There is no such claim."));
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            return Optional.of(new FieldError(claim, "too-long", "This must have at most " + LONGEST + " characters."));
        }
        boolean lines = claim.equals("address.street_address") || text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return lines && !CONTROL.matcher(text).find() && FORMS.getOrDefault(claim, any -> true).test(text) ? Optional.empty()
                : Optional.of(new FieldError(claim, "malformed", "This does not have the form of the claim."));
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** ISO 8601: a day, a day of the year 0000 (which hides the year), or a year. */
    private static boolean isBirthdate(String text) {
        if (YEAR.matcher(text).matches()) {
            return true;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() == 0
                    || day.getYear() >= 1800 && !day.isAfter(LocalDate.now(Clock.systemUTC()).plusDays(1));
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    private static boolean isLanguageTag(String text) {
        try {
            return !new Locale.Builder().setLanguageTag(text).build().getLanguage().isEmpty();
        } catch (IllformedLocaleException malformed) {
            return false;
        }
    }
}
