package dev.signet.passwords;

import org.jboss.logging.Logger;

import com.sun.jna.Memory;

import dev.signet.errors.UnavailableException;

/**
 * libsodium's: native code for the vector instructions that the processor has. Its memory is not of the heap: it is taken
 * from the system for each hash and given back. It knows one lane and salts of 16 bytes; what differs is left to another.
 */
final class SodiumArgon2 implements Argon2Function {
    private static final Logger LOG = Logger.getLogger(SodiumArgon2.class);

    private final Sodium sodium;
    private final Argon2Function others;

    SodiumArgon2(Sodium sodium, Argon2Function others) {
        this.sodium = sodium;
        this.others = others;
    }

    @Override
    public byte[] tag(byte[] password, byte[] salt, Argon2Cost cost, int length) {
        boolean known = cost.parallelism() == 1 && salt.length == Sodium.SALT_BYTES;
        return known ? compute(password, salt, cost, length) : others.tag(password, salt, cost, length);
    }

    /** Arrays would be copied to memory that nobody clears. */
    private byte[] compute(byte[] password, byte[] salt, Argon2Cost cost, int length) {
        try (Memory memory = new Memory((long) length + salt.length + password.length)) {
            memory.write(length, salt, 0, salt.length);
            memory.write((long) length + salt.length, password, 0, password.length);
            try {
                compute(memory, cost, length, password.length);
                return memory.getByteArray(0, length);
            } finally {
                memory.clear();
            }
        }
    }

    private void compute(Memory memory, Argon2Cost cost, int length, int passwordLength) {
        int outcome = sodium.crypto_pwhash(memory, length,
                memory.share((long) length + Sodium.SALT_BYTES), passwordLength, memory.share(length),
                cost.iterations(), cost.memoryKib() * 1024L, Sodium.ALG_ARGON2ID13);
        if (outcome != 0) {
            LOG.errorf("libsodium gets no %d KiB to hash a password in", (Object) cost.memoryKib());
            throw new UnavailableException(1, "Passwords can't be checked right now. Try again later.");
        }
    }

    @Override
    public String toString() {
        return "libsodium " + sodium.sodium_version_string();
    }
}
