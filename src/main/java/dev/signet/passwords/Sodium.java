package dev.signet.passwords;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** What is called of libsodium, by its own names; {@code size_t} is that of a 64-bit machine. */
interface Sodium extends Library {
    int ALG_ARGON2ID13 = 2;
    int SALT_BYTES = 16;

    /** @return negative when it can't be used */
    int sodium_init();

    String sodium_version_string();

    /**
     * @param opslimit passes
     * @param memlimit bytes
     * @return 0, or -1 when there was no memory or a parameter is out of bounds
     */
    int crypto_pwhash(Pointer out, long outlen, Pointer passwd, long passwdlen, Pointer salt, long opslimit, long memlimit,
            int alg);
}
