package dev.signet.proof;

import java.util.Locale;

/** What the proofs print, and whether every bound was held. */
final class Findings {
    private int held;
    private int missed;

    void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    void table(Table table) {
        say("%n%s%n", table);
    }

    /** Notes whether a measured number is at most its bound. */
    void bound(String what, double measured, double bound, String unit) {
        judge(measured <= bound, String.format(Locale.ROOT, "%s: %,.1f %s (bound %,.1f)", what, measured, unit, bound));
    }

    /** Notes whether something is so. */
    void demand(String what, boolean so) {
        judge(so, what);
    }

    private void judge(boolean so, String what) {
        held += so ? 1 : 0;
        missed += so ? 0 : 1;
        say("  %s  %s", so ? "held  " : "MISSED", what);
    }

    int held() {
        return held;
    }

    int missed() {
        return missed;
    }
}
