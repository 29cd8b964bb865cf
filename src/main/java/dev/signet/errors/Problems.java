package dev.signet.errors;

import java.util.Map;

/** The problems that belong to no room. */
final class Problems {
    private static final Map<Integer, Problem> BY_STATUS = Map.ofEntries(
            known("bad-request", 400, "The request is malformed", "Its target, its headers or its body can't be read."),
            known("invalid-token", 401, "A valid access token is required", "Present a valid access token as Bearer."),
            known("insufficient-scope", 403, "The access token is not enough for this call",
                    "The token is valid, its scope does not cover this call."),
            known("not-found", 404, "Not found", "There is nothing at this path."),
            known("method-not-allowed", 405, "Method not allowed", "See the Allow header."),
            known("not-acceptable", 406, "Not acceptable", "No representation matches the Accept header."),
            known("request-timeout", 408, "The request did not arrive in time", "Send the whole body without a pause."),
            known("content-too-large", 413, "The body is too large", "A body has at most 64 kB."),
            known("uri-too-long", 414, "The request target is too long", "Shorten the query."),
            known("unsupported-media-type", 415, "Unsupported media type",
                    "The Content-Type, its charset or the Content-Encoding is not one that this call reads."),
            known("header-fields-too-large", 431, "The header fields are too large", "Send fewer or shorter headers."));

    private Problems() {
    }

    private static Map.Entry<Integer, Problem> known(String name, int status, String title, String detail) {
        return Map.entry(status, Problem.of(name, status, title, detail));
    }

    /**
     * @param status of a refusal that the framework decided on
     * @return the problem for it; a 5xx is this service's own failure, an unlisted 4xx a malformed request
     */
    static Problem ofStatus(int status) {
        if (status == 503) {
            return unavailable(1, "Try again.");
        }
        if (status >= 500 || status < 400) {
            return internal();
        }
        return BY_STATUS.getOrDefault(status,
                Problem.of("refused", status, "The request was refused", "The request can't be served."));
    }

    static Problem invalidToken() {
        return ofStatus(401);
    }

    static Problem insufficientScope() {
        return ofStatus(403);
    }

    static Problem internal() {
        return Problem.of("internal", 500, "Internal error", "The failure is logged under the request id.");
    }

    static Problem unavailable(int retryAfterSeconds, String detail) {
        return Problem.of("unavailable", 503, "The service is not available", detail).retryAfter(retryAfterSeconds);
    }
}
