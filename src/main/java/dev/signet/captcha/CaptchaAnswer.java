package dev.signet.captcha;

/**
 * A presented challenge, as it was sent.
 *
 * @param id REQUIRED. The challenge's id
 * @param answer REQUIRED. The code as read, ALTCHA's base64 payload, or the remote widget's token
 */
public record CaptchaAnswer(String id, String answer) {
}
