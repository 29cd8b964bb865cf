package dev.signet.keys;

/** A key's life: published before it signs, published after it signed, then gone. */
public enum KeyState {
    /** In the JWKS, signs nothing yet. */
    NEXT,
    /** Signs. One a use and algorithm: the database holds that. */
    ACTIVE,
    /** Signs nothing more; stays in the JWKS until its last token is dead. */
    RETIRED
}
