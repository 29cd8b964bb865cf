package dev.signet.verifier;

/** What came in {@code Authorization}, and with which scheme (RFC 6750 §2.1, RFC 9449 §7.1). */
record PresentedToken(Scheme scheme, String value) {

    enum Scheme {
        BEARER("Bearer"),
        DPOP("DPoP");

        private final String text;

        Scheme(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "PresentedToken[" + scheme + "]";
    }
}
