package dev.signet.stores;

/**
 * Whether this process is the run that shows a JVM what a start needs, so that it can keep it for the next ones. There is no
 * store then: what a start reads from one is made up in memory, and what is asked of one later finds it away.
 */
public final class Training {
    private static volatile boolean on;

    private Training() {
    }

    /** From the command {@code train} alone: no setting leads here, so no service can be without its stores by mistake. */
    public static void begin() {
        on = true;
    }

    public static boolean isOn() {
        return on;
    }
}
