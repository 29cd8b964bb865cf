package dev.signet.proof;

import java.time.Duration;

/** Something that goes wrong for a while. */
interface Fault {

    /** @return as the table names it */
    String name();

    /** Lets it go wrong for about so long; returns when it is mended. */
    void strike(Duration lasting);

    /** @return whether some calls may get no answer at all */
    default boolean silences() {
        return false;
    }
}
