package dev.signet.clients;

import java.util.List;
import java.util.Optional;

/**
 * The call that a proof must have been made for.
 *
 * @param headers every {@code DPoP} header of it
 * @param method its HTTP method
 * @param url its URL as callers know it: below the issuer, whatever host and scheme this process itself sees
 * @param accessToken what came with it in {@code Authorization: DPoP}; empty where tokens are asked for
 */
public record DpopCall(List<String> headers, String method, String url, Optional<String> accessToken) {

    /** Never the token. */
    @Override
    public String toString() {
        return "DpopCall[" + method + " " + url + "]";
    }
}
