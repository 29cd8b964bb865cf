package dev.signet.signals;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.HttpHeaders;

import dev.signet.errors.OAuthError;

/** {@code Last-Event-ID}: the number up to which the subscriber has heard everything. */
final class LastEventId {
    static final String HEADER = "Last-Event-ID";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private LastEventId() {
    }

    /** @return the number; empty for a subscriber that has heard nothing; fails with {@code invalid_request} */
    static OptionalLong read(HttpHeaders headers) {
        List<String> values = headers.getRequestHeader(HEADER);
        if (values == null || values.stream().allMatch(String::isBlank)) {
            return OptionalLong.empty();
        }
        if (values.size() > 1 || !NUMBER.matcher(values.get(0).strip()).matches()) {
            throw OAuthError.invalidRequest("The header " + HEADER + " is not the id of an event.").asException();
        }
        return OptionalLong.of(Long.parseLong(values.get(0).strip()));
    }
}
