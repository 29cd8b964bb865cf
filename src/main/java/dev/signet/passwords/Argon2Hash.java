package dev.signet.passwords;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Argon2id hash. Its text is the PHC string {@code $argon2id$v=19$m=19456,t=2,p=1$salt$tag}, base64 without
 * padding, parameters in that order, and nothing else is read.
 */
final class Argon2Hash {
    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Salts of 8 to 64 bytes and tags of 16 to 64: RFC 9106 §3.1 allows more, no library writes it. */
    private static final Pattern PHC = Pattern
            .compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),p=([1-9][0-9]?)"
                    + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Argon2Cost cost;
    private final byte[] salt;
    private final byte[] tag;

    private Argon2Hash(Argon2Cost cost, byte[] salt, byte[] tag) {
        this.cost = cost;
        this.salt = salt;
        this.tag = tag;
    }

    /** Slow on purpose: never on an event loop. */
    static Argon2Hash of(byte[] password, Argon2Cost cost, Argon2Function function) {
        byte[] salt = random(SALT_BYTES);
        return new Argon2Hash(cost, salt, function.tag(password, salt, cost, TAG_BYTES));
    }

    /** @return one that costs as much as others to compare with, and that no password is known to match */
    static Argon2Hash nobodys(Argon2Cost cost) {
        return new Argon2Hash(cost, random(SALT_BYTES), random(TAG_BYTES));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** @return the hash that the PHC string holds, or empty when it holds none that is served here */
    static Optional<Argon2Hash> parse(String phc) {
        Matcher fields = PHC.matcher(phc);
        if (!fields.matches()) {
            return Optional.empty();
        }
        int memoryKib = Integer.parseInt(fields.group(1));
        int iterations = Integer.parseInt(fields.group(2));
        int parallelism = Integer.parseInt(fields.group(3));
        Optional<byte[]> salt = decode(fields.group(4));
        Optional<byte[]> tag = decode(fields.group(5));
        if (!Argon2Cost.possible(memoryKib, iterations, parallelism) || salt.isEmpty() || tag.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Argon2Hash(new Argon2Cost(memoryKib, iterations, parallelism), salt.get(), tag.get()));
    }

    /** Slow on purpose: never on an event loop. Compares in constant time. */
    boolean matches(byte[] password, Argon2Function function) {
        return MessageDigest.isEqual(tag, function.tag(password, salt, cost, tag.length));
    }

    /** @return whether a hash made now would have another shape */
    boolean isOutdated(Argon2Cost current) {
        return !cost.equals(current) || salt.length != SALT_BYTES || tag.length != TAG_BYTES;
    }

    /** Refuses text that has a shorter or another spelling: one hash, one text. */
    private static Optional<byte[]> decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return encode(bytes).equals(base64) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @return the PHC string */
    @Override
    public String toString() {
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.iterations() + ",p=" + cost.parallelism()
                + "$" + encode(salt) + "$" + encode(tag);
    }
}
