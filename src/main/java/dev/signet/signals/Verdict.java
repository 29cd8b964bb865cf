package dev.signet.signals;

import java.util.Set;
import java.util.regex.Pattern;

import dev.signet.outbox.ClientPosts.Answer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * What came of pushing a security event token (RFC 8935 §2.2 to §2.4).
 *
 * @param lasting whether the same token would be refused again: then it is not sent again (§2.1)
 * @param why it was not taken; empty if it was
 */
record Verdict(boolean taken, boolean lasting, String why) {
    /** §2.4 but {@code invalid_key}: a receiver may know our newest key a little later. */
    private static final Set<String> LASTING = Set.of("invalid_request", "invalid_issuer", "invalid_audience",
            "authentication_failed", "access_denied");
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

    static Verdict failed(String why) {
        return new Verdict(false, false, why);
    }

    static Verdict of(Answer answer) {
        if (answer.success()) {
            return new Verdict(true, false, "");
        }
        return answer.text().isEmpty() ? failed("it answered " + answer.status()) : refusal(answer);
    }

    private static Verdict refusal(Answer answer) {
        try {
            JsonObject error = new JsonObject(answer.text());
            String code = error.getString("err", "");
            return CODE.matcher(code).matches()
                    ? new Verdict(false, LASTING.contains(code), code + ": " + printable(error.getString("description", "")))
                    : failed("it answered " + answer.status());
        } catch (DecodeException | ClassCastException e) {
            return failed("it answered " + answer.status());
        }
    }

    /** It goes into a log. */
    private static String printable(String description) {
        return description.replaceAll("\\p{Cntrl}", " ");
    }
}
