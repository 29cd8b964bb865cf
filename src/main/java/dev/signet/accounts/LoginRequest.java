package dev.signet.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of {@code POST /api/v1/login}.
 *
 * @param identifier REQUIRED a username, an email address or a phone number
 * @param password REQUIRED; an empty one is a wrong one
 * @param captcha OPTIONAL a solved challenge
 * @param clientId OPTIONAL a client registered for first-party sign-ins; the built-in one by default
 * @param scope OPTIONAL separated by spaces; never more than the client's
 * @param clientIp OPTIONAL the caller's address, from a client that may assert it
 */
record LoginRequest(String identifier, String password, CaptchaMember captcha, @JsonProperty("client_id") String clientId,
        String scope,
        @JsonProperty("client_ip") String clientIp) {

    /** Never the password. */
    @Override
    public String toString() {
        return "LoginRequest[]";
    }
}
