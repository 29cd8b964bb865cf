package dev.signet.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;

/** Ends what lives for a while at once, where a module would wait for it. */
final class Moments {
    private final Stores stores;
    private final StoreUrls urls;

    Moments(Stores stores, StoreUrls urls) {
        this.stores = stores;
        this.urls = urls;
    }

    /** @return the milliseconds that it would have lived on */
    long end(String kind, String name) {
        String script = "local l=redis.call('PTTL',KEYS[1]) redis.call('DEL',KEYS[1]) return l";
        String answer = stores.redis(urls, "EVAL \"" + script + "\" 1 signet:" + kind + ":" + hash(name));
        return Long.parseLong(answer.substring(1));
    }

    private static String hash(String name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
