package dev.signet.captcha;

/**
 * ALTCHA's v1 challenge object, as its widget reads it: find the number up to {@code maxnumber} whose hash after
 * {@code salt} is {@code challenge}.
 *
 * @param algorithm {@code SHA-256}
 * @param challenge hex digest
 * @param maxnumber the largest number it may be
 * @param salt random, and the expiry in seconds of the epoch
 * @param signature hex HMAC of the challenge
 */
public record AltchaChallenge(String algorithm, String challenge, long maxnumber, String salt, String signature) {
}
