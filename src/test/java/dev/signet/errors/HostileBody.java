package dev.signet.errors;

/**
 * A body that an endpoint must refuse.
 *
 * @param name what is wrong with it, the test's name
 * @param contentType null for a request without the header
 * @param body what is sent
 * @param status what the refusal has to be
 */
public record HostileBody(String name, String contentType, byte[] body, int status) {

    @Override
    public String toString() {
        return name;
    }
}
