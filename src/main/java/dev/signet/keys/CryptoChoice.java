package dev.signet.keys;

/** What {@code signet.keys.crypto-provider} may say. */
enum CryptoChoice {
    /** The fastest that loads. */
    AUTO,
    /** The JDK's own. */
    JDK
}
