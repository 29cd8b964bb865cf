package dev.signet.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code X-Forwarded-For: client, proxy1, proxy2}. */
final class XForwardedFor {

    private XForwardedFor() {
    }

    static Optional<List<String>> hops(String value) {
        return Optional.of(Arrays.stream(value.split(",", -1)).map(String::strip).toList());
    }
}
