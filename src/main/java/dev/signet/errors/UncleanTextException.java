package dev.signet.errors;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;

/** Text that {@link CleanTextParser} refuses. */
final class UncleanTextException extends JsonParseException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param where the member that holds the text, or the object that has such a name */
    UncleanTextException(JsonParser parser, JsonStreamContext where) {
        super(parser, "text with a NUL or a lone surrogate");
        this.field = FieldPath.of(where);
    }

    String field() {
        return field;
    }
}
