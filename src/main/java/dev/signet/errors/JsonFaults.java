package dev.signet.errors;

import static dev.signet.errors.Causes.find;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a JSON body, said of the field that it is wrong with. Never repeats the parser's message: it quotes. */
public final class JsonFaults {
    /** The parser has no class of its own for it. */
    private static final String DUPLICATE = "Duplicate field";

    private JsonFaults() {
    }

    /** @return the first thing that the strict mapper refused */
    public static FieldError of(IOException failure) {
        return find(failure, UncleanTextException.class)
                .map(e -> new FieldError(e.field(), "text", "holds a NUL or a lone surrogate"))
                .or(() -> find(failure, StreamConstraintsException.class)
                        .map(e -> whole("limit", "is nested too deep or holds too long a number")))
                .or(() -> find(failure, InputCoercionException.class)
                        .map(e -> new FieldError(where(e), "type", "is out of range")))
                .or(() -> find(failure, StreamReadException.class).map(JsonFaults::unreadable))
                .or(() -> find(failure, UnrecognizedPropertyException.class)
                        .map(e -> new FieldError(where(e), "unknown", "is not a member of this request")))
                .or(() -> find(failure, MismatchedInputException.class)
                        .map(e -> new FieldError(where(e), "type", expected(e.getTargetType()))))
                .or(() -> find(failure, JsonMappingException.class)
                        .map(e -> new FieldError(where(e), "invalid", "has a value that is not allowed")))
                .orElseGet(JsonFaults::malformed);
    }

    static FieldError malformed() {
        return whole("malformed", "is not JSON in UTF-8");
    }

    static FieldError missing() {
        return whole("required", "is missing");
    }

    static FieldError trailing() {
        return whole("malformed", "goes on after its end");
    }

    static FieldError nothing() {
        return whole("type", "is null");
    }

    private static FieldError whole(String code, String message) {
        return new FieldError(FieldPath.BODY, code, message);
    }

    private static FieldError unreadable(StreamReadException failure) {
        return failure.getOriginalMessage().startsWith(DUPLICATE)
                ? new FieldError(where(failure), "duplicate", "appears more than once")
                : malformed();
    }

    private static String where(StreamReadException failure) {
        JsonParser parser = failure.getProcessor();
        return parser == null ? FieldPath.BODY : FieldPath.of(parser.getParsingContext());
    }

    private static String where(JsonMappingException failure) {
        return FieldPath.of(failure.getPath());
    }

    private static String expected(Class<?> type) {
        if (type == String.class) {
            return "must be a string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        }
        return "has the wrong type or form";
    }
}
