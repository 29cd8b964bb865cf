package dev.signet.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.errors.FieldError;
import dev.signet.pages.Field;
import dev.signet.users.ProfileSyntax;

/** The profile's fields: each is named as its claim is. */
final class ProfileForm {

    private ProfileForm() {
    }

    /** @return what was typed, as a change of every claim: a field left empty takes its claim away */
    static Map<String, Optional<String>> read(SentForm sent) {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        ProfileSyntax.CLAIMS.forEach(claim -> changes.put(claim,
                sent.fields().get(claim).map(String::strip).filter(text -> !text.isEmpty())));
        return changes;
    }

    static List<FieldError> judge(Map<String, Optional<String>> changes) {
        return changes.entrySet().stream()
                .flatMap(change -> change.getValue().flatMap(text -> ProfileSyntax.judge(change.getKey(), text)).stream())
                .toList();
    }

    static List<Field> fields(AccountMessages words, Map<String, String> values, Map<String, String> errors) {
        return List.of(Field.text("name", words.name(), "name"),
                Field.text("nickname", words.nickname(), "nickname"),
                Field.text("given_name", words.givenName(), "given-name"),
                Field.text("family_name", words.familyName(), "family-name"),
                Field.text("website", words.website(), "url").type("url"),
                Field.text("gender", words.gender(), "sex"),
                Field.text("birthdate", words.birthdate(), "bday").hint(words.birthdateHint()),
                Field.text("zoneinfo", words.zoneinfo(), "off").hint(words.zoneinfoHint()),
                Field.text("locale", words.locale(), "language").hint(words.localeHint()),
                Field.text("address.street_address", words.street(), "street-address"),
                Field.text("address.postal_code", words.postalCode(), "postal-code"),
                Field.text("address.locality", words.locality(), "address-level2"),
                Field.text("address.region", words.region(), "address-level1"),
                Field.text("address.country", words.country(), "country-name"))
                .stream().map(field -> field.filled(values, errors)).toList();
    }
}
