package dev.signet.pages;

import java.util.Map;

/**
 * One field of a form as it is shown.
 *
 * @param name on the wire
 * @param type of the input
 * @param label what it is
 * @param value that it holds already; never a password
 * @param hint what to type; null for none
 * @param error what is wrong with what was typed; null for nothing
 * @param autocomplete what a browser may fill in
 * @param required whether a browser sends the form without it
 * @param focused whether typing begins here
 */
public record Field(String name, String type, String label, String value, String hint, String error, String autocomplete,
        boolean required, boolean focused) {

    public static Field text(String name, String label, String autocomplete) {
        return new Field(name, "text", label, "", null, null, autocomplete, false, false);
    }

    /** @return the same with what was typed and what is wrong with it, each by the field's name */
    public Field filled(Map<String, String> values, Map<String, String> errors) {
        boolean secret = type.equals("password");
        return new Field(name, type, label, secret ? "" : values.getOrDefault(name, ""), hint, errors.get(name), autocomplete,
                required, focused);
    }

    public Field type(String other) {
        return new Field(name, other, label, value, hint, error, autocomplete, required, focused);
    }

    public Field hint(String text) {
        return new Field(name, type, label, value, text, error, autocomplete, required, focused);
    }

    public Field mandatory() {
        return new Field(name, type, label, value, hint, error, autocomplete, true, focused);
    }

    public Field focusedIf(boolean here) {
        return new Field(name, type, label, value, hint, error, autocomplete, required, here);
    }

    /** @return the ids of what describes it, separated by spaces */
    public String describedBy() {
        return ((hint == null ? "" : name + "-hint ") + (error == null ? "" : name + "-error")).strip();
    }
}
