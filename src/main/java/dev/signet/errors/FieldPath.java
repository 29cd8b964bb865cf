package dev.signet.errors;

import java.util.List;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JsonMappingException;

/** How a member of a body is named in an answer: {@code captcha.id}, {@code items[2].id}, {@code body} for the whole. */
final class FieldPath {
    static final String BODY = "body";
    private static final int LONGEST = 100;

    private FieldPath() {
    }

    static String of(List<JsonMappingException.Reference> path) {
        StringBuilder name = new StringBuilder();
        path.forEach(step -> append(name, step.getFieldName(), step.getIndex()));
        return bounded(name);
    }

    static String of(JsonStreamContext where) {
        StringBuilder name = new StringBuilder();
        appendFromRoot(name, where);
        return bounded(name);
    }

    private static void appendFromRoot(StringBuilder name, JsonStreamContext where) {
        if (where != null && !where.inRoot()) {
            appendFromRoot(name, where.getParent());
            append(name, where.getCurrentName(), where.inArray() ? where.getCurrentIndex() : -1);
        }
    }

    private static void append(StringBuilder name, String member, int index) {
        if (index >= 0) {
            name.append('[').append(index).append(']');
        } else if (member != null) {
            name.append(name.isEmpty() ? "" : ".").append(member);
        }
    }

    /** A member's name is the caller's: it may be as long as the body. */
    private static String bounded(StringBuilder name) {
        if (name.isEmpty()) {
            return BODY;
        }
        int end = Math.min(name.length(), LONGEST);
        return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end);
    }
}
