package dev.signet.errors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An RFC 9457 problem. Its {@code type} is {@code urn:signet:problem:<name>}.
 *
 * @param name the last part of {@code type}; what a program tests
 * @param status the HTTP status, in the body and on the answer
 * @param title the same sentence for every occurrence of this type
 * @param detail what is true of this occurrence; quotes nothing of the input
 * @param members extension members (RFC 9457 §3.2), in the order in which they are written
 * @param retryAfter seconds, the {@code Retry-After} header (RFC 9110 §10.2.3)
 */
public record Problem(String name, int status, String title, String detail, Map<String, Object> members,
        OptionalInt retryAfter) implements Refusal {

    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static Problem of(String name, int status, String title, String detail) {
        return new Problem(name, status, title, detail, Map.of(), OptionalInt.empty());
    }

    public static Problem validation(FieldError first, FieldError... more) {
        List<FieldError> errors = new ArrayList<>(List.of(more));
        errors.add(0, first);
        return validation(errors);
    }

    /**
     * @param errors every field that is wrong, at least one
     * @return 400: the request was understood, its content was not
     */
    public static Problem validation(List<FieldError> errors) {
        return of("validation", 400, "The request is not valid", "See errors for each field.").with("errors",
                List.copyOf(errors));
    }

    /** @return the same problem with one more extension member */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(name, status, title, detail, more, retryAfter);
    }

    public Problem retryAfter(int seconds) {
        return new Problem(name, status, title, detail, members, OptionalInt.of(seconds));
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    @Override
    public Problem asProblem() {
        return this;
    }

    @Override
    public OAuthError asOAuthError() {
        return OAuthError.of(this);
    }
}
