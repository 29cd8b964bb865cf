package dev.signet.login;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.signet.errors.FieldError;

/** What is wrong with a field, in the person's language: by the code that the JSON API gives a program. */
final class FieldWords {

    private FieldWords() {
    }

    /** @return the words by the field's name */
    static Map<String, String> of(List<FieldError> errors, SignInMessages words) {
        return errors.stream().collect(Collectors.toMap(FieldError::field, error -> of(error.code(), words), (a, b) -> a));
    }

    private static String of(String code, SignInMessages words) {
        return switch (code) {
            case "required" -> words.required();
            case "too-short" -> words.tooShort();
            case "too-long" -> words.tooLong();
            case "looks-like-email", "looks-like-phone" -> words.otherKind();
            case "context" -> words.tooClose();
            case "common" -> words.common();
            case "taken" -> words.taken();
            default -> words.malformed();
        };
    }
}
