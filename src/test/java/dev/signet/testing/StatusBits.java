package dev.signet.testing;

import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The bits of a status list token (draft-ietf-oauth-status-list §4): 1 is INVALID. */
public record StatusBits(byte[] bytes) {
    private static final int MOST = 1 << 20;

    /** @param token a {@code statuslist+jwt}; its signature is not looked at */
    public static StatusBits of(String token) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getUrlDecoder()
                    .decode(RelyingParty.claims(token).getJsonObject("status_list").getString("lst")));
            byte[] bytes = new byte[MOST];
            return new StatusBits(Arrays.copyOf(bytes, inflater.inflate(bytes)));
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }

    public boolean isInvalid(int index) {
        return (bytes[index >> 3] >> (index & 7) & 1) == 1;
    }
}
