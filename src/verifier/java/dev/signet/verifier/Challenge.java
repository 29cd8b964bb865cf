package dev.signet.verifier;

import dev.signet.verifier.Verification.Refused;

/** The {@code WWW-Authenticate} of a refusal (RFC 6750 §3, RFC 9449 §7.1). */
final class Challenge {
    private static final String ALGS = "algs=\"" + SignatureAlgorithm.names() + "\"";

    private Challenge() {
    }

    /** @param request whose token was refused: its scheme decides which challenge comes first */
    static Refused of(Refusal refusal, ResourceRequest request) {
        return new Refused(refusal.error(), refusal.getMessage(), value(refusal, isDpop(request)));
    }

    private static String value(Refusal refusal, boolean dpop) {
        if (refusal.error().isEmpty()) {
            return "Bearer, DPoP " + ALGS;
        }
        String error = "error=\"" + refusal.error() + "\", error_description=\"" + refusal.getMessage() + "\"";
        return dpop ? "DPoP " + error + ", " + ALGS : "Bearer " + error + ", DPoP " + ALGS;
    }

    private static boolean isDpop(ResourceRequest request) {
        return request.authorization().stream().anyMatch(header -> header.regionMatches(true, 0, "DPoP ", 0, 5));
    }
}
