package dev.signet.errors;

import java.util.Map;

/**
 * A refusal in its final shape, for whichever layer sends it.
 *
 * @param headers all but Content-Type and Content-Length
 * @param body UTF-8 JSON
 */
record ErrorAnswer(int status, String mediaType, Map<String, String> headers, byte[] body) {
}
