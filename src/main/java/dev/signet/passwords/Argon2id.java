package dev.signet.passwords;

/** Hashing for what runs outside the service, such as a launcher that seeds one person. */
public final class Argon2id {

    private Argon2id() {
    }

    /**
     * Blocks for as long as a hash takes, some 70 ms; the service itself hashes through {@link PasswordHasher}.
     *
     * @param password 1 to 128 code points
     * @return a PHC string at the default cost
     * @throws IllegalArgumentException if nobody could sign in with that password
     */
    public static String hash(String password) {
        return PasswordText.utf8(password)
                .map(text -> Argon2Hash.of(text, Argon2Cost.DEFAULT, new BouncyArgon2()).toString())
                .orElseThrow(() -> new IllegalArgumentException("a password is well-formed text of 128 code points at most"));
    }
}
