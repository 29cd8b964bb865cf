package dev.signet.login;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;

/**
 * What a page says of a sign-up that the JSON API's rules refuse.
 *
 * @param why above the form
 * @param fields what is wrong, by the field's name
 * @param challenge whether a verification code is due
 */
record SignUpRefusal(int status, Optional<String> why, Map<String, String> fields, boolean challenge) {

    /**
     * @param carriesChallenge whether the refused form held a verification code, which is spent now
     * @return the refusal; empty for a problem that has a page of its own
     */
    static Optional<SignUpRefusal> of(Problem problem, boolean carriesChallenge, SignInMessages words) {
        return Optional.ofNullable(switch (problem.name()) {
            case "validation" -> new SignUpRefusal(400, Optional.of(words.lookAgain()),
                    FieldWords.of(errors(problem), words), carriesChallenge);
            case "identifier-taken" -> new SignUpRefusal(409, Optional.of(words.lookAgain()),
                    Map.of((String) problem.members().get("field"), words.taken()), carriesChallenge);
            case "captcha-required" -> challenge(words.challengeDue());
            case "captcha-invalid" -> challenge(words.challengeWrong());
            default -> null;
        });
    }

    /** Only another challenge was wanted. */
    static SignUpRefusal anotherChallenge() {
        return new SignUpRefusal(200, Optional.empty(), Map.of(), true);
    }

    private static SignUpRefusal challenge(String why) {
        return new SignUpRefusal(403, Optional.of(why), Map.of(), true);
    }

    static List<FieldError> errors(Problem problem) {
        return ((List<?>) problem.members().get("errors")).stream().map(FieldError.class::cast).toList();
    }
}
