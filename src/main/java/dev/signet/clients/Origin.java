package dev.signet.clients;

import java.util.Locale;

/** Who made a client, and so who may change it. */
public enum Origin {
    /** The operators' API. */
    API,
    /** The file that {@code signet.clients.file} names: it alone says what the client is. */
    FILE,
    /** The client itself (RFC 7591). */
    REGISTRATION,
    /** The schema or the settings. */
    SETTINGS;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
