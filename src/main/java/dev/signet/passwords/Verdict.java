package dev.signet.passwords;

/**
 * What became of one comparison.
 *
 * @param matches whether the password is the one that was hashed
 * @param needsRehash whether it matches and the hash was made at another cost than today's
 */
public record Verdict(boolean matches, boolean needsRehash) {
}
