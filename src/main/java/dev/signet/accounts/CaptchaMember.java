package dev.signet.accounts;

/**
 * The member {@code captcha} of a request.
 *
 * @param id REQUIRED the challenge
 * @param answer REQUIRED what solves it
 */
record CaptchaMember(String id, String answer) {
}
