package dev.signet.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The headers by which a proxy tells whose call it passes on. */
enum ForwardedHeader {
    /** The de-facto one: a list of addresses. */
    X_FORWARDED_FOR("X-Forwarded-For", XForwardedFor::hops),
    /** RFC 7239. */
    FORWARDED("Forwarded", Forwarded::hops);

    private final String header;
    private final Function<String, Optional<List<String>>> reader;

    ForwardedHeader(String header, Function<String, Optional<List<String>>> reader) {
        this.header = header;
        this.reader = reader;
    }

    String header() {
        return header;
    }

    /**
     * @param lines all the header's values in their order; they are one list (RFC 9110 §5.3)
     * @return the node of each hop, the caller's first; empty if the value has no such form
     */
    Optional<List<String>> hops(List<String> lines) {
        return reader.apply(String.join(",", lines));
    }
}
