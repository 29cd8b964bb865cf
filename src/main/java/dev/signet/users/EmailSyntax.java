package dev.signet.users;

import static dev.signet.users.IdentifierKind.EMAIL;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Email addresses: {@code dot-string@domain} of RFC 5321 §4.1.2, with the letters and digits of any script that RFC 6531
 * adds; no quoted local part, no address literal. Compared without case as a whole, the domain as its A-labels, so that
 * both spellings of a domain are one address. Whether mail arrives there is for verification to find out.
 */
final class EmailSyntax {
    private static final int LONGEST = 254; // RFC 5321 §4.5.3.1.3, less the brackets of the path
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "[\\p{L}\\p{M}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
    private static final Pattern A_LABELS = Pattern.compile("([a-z0-9-]{1,63}\\.)+(?![0-9]+$)[a-z0-9-]{2,63}");

    /**
     * Invisible characters, which nameprep drops in silence, and the two letters it turns into others (ß, ς): under IDNA2008
     * these name another domain, so one would be taken for the other. Whoever has such a domain writes its A-label.
     */
    private static final Pattern UNSURE_IN_DOMAIN = Pattern.compile("[\\p{C}\u00df\u03c2\u1e9e]");

    private EmailSyntax() {
    }

    static boolean looksLikeEmail(String text) {
        return text.indexOf('@') >= 0 || text.indexOf('\uff20') >= 0;
    }

    /** @param text trimmed and of bounded length */
    static ParsedIdentifier parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0 || !isLocalPart(text.substring(0, at))) {
            return malformed();
        }
        String domain = aLabels(text.substring(at + 1));
        String value = normalise(text.substring(0, at)) + "@" + domain;
        if (!A_LABELS.matcher(domain).matches() || bytes(value) > LONGEST) {
            return malformed();
        }
        return ParsedIdentifier.accepted(new Identifier(EMAIL, value, text));
    }

    private static boolean isLocalPart(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return LOCAL_PART.matcher(composed).matches() && bytes(normalise(text)) <= LONGEST_LOCAL_PART
                && composed.equals(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    /** @return the domain in A-labels and lower case, or empty when it has none */
    private static String aLabels(String domain) {
        if (UNSURE_IN_DOMAIN.matcher(domain).find()) {
            return "";
        }
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) { // unassigned, prohibited, empty or over-long labels
            return "";
        }
    }

    private static String normalise(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ParsedIdentifier malformed() {
        return ParsedIdentifier.refused(EMAIL, "malformed", "An email address looks like name@example.com.");
    }
}
