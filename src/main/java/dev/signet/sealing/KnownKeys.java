package dev.signet.sealing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key-encryption keys of this process.
 *
 * @param setting where the current one comes from, for sentences
 * @param current the one that seals
 * @param all those that open, the current one first
 */
record KnownKeys(String setting, KeyEncryptionKey current, List<KeyEncryptionKey> all) {

    /**
     * @param sealing of the provider that was chosen; the first seals
     * @param opening of the others; one that is among the first already is known under its id there
     * @throws IllegalArgumentException with a sentence, when two keys have one id
     */
    static KnownKeys of(String setting, List<KeyEncryptionKey> sealing, List<KeyEncryptionKey> opening) {
        List<KeyEncryptionKey> all = distinct(Stream.concat(sealing.stream(), opening.stream()).toList());
        return new KnownKeys(setting, all.get(0), all);
    }

    /** @throws IllegalArgumentException with a sentence, when two have one id */
    static List<KeyEncryptionKey> distinct(List<KeyEncryptionKey> keys) {
        List<KeyEncryptionKey> all = new ArrayList<>();
        keys.forEach(key -> add(all, key));
        return List.copyOf(all);
    }

    private static void add(List<KeyEncryptionKey> all, KeyEncryptionKey key) {
        if (all.stream().anyMatch(key::sameKey)) {
            return;
        }
        if (all.stream().anyMatch(known -> known.id().equals(key.id()))) {
            throw new IllegalArgumentException(
                    "two key-encryption keys have the id " + key.id() + ": give each one of its own, see signet.keys.");
        }
        all.add(key);
    }

    /** @return what was sealed, or empty when none opens it */
    Optional<byte[]> open(String label, byte[] sealed) {
        return all.stream().map(key -> key.open(label, sealed)).flatMap(Optional::stream).findFirst();
    }

    /** @return the key that opens it */
    Optional<KeyEncryptionKey> opener(String label, byte[] sealed) {
        return all.stream().filter(key -> key.open(label, sealed).isPresent()).findFirst();
    }

    /**
     * @param what the row that does not open
     * @param sealedBy the id that is kept beside it; null: none
     * @return why nothing can go on
     */
    IllegalStateException doNotOpen(String what, String sealedBy) {
        return new IllegalStateException(setting + " does not open the keys in this database: " + what + " was sealed by "
                + (sealedBy == null ? "another key" : "the key " + sealedBy) + ", known is " + all
                + ". Set the one they were sealed with. Nothing was changed.");
    }
}
