package dev.signet.errors;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;

/**
 * Refuses text that no store and no other service can carry: NUL, which PostgreSQL has no way to keep, and a lone
 * surrogate, which has no UTF-8 form. Both can be written in JSON as an escape.
 */
final class CleanTextParser extends JsonParserDelegate {

    CleanTextParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == JsonToken.FIELD_NAME && !isClean(getText())) {
            throw new UncleanTextException(this, getParsingContext().getParent());
        }
        if (token == JsonToken.VALUE_STRING && !isClean(getText())) {
            throw new UncleanTextException(this, getParsingContext());
        }
        return token;
    }

    private static boolean isClean(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
