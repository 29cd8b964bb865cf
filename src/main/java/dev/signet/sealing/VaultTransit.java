package dev.signet.sealing;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.json.JsonObject;

/** Vault's transit secrets engine (HTTP API: {@code POST /v1/transit/encrypt|decrypt|rewrap/:name}). */
final class VaultTransit implements KeyWrap {
    private static final String NAME = "vault";
    private static final String CIPHERTEXT = "ciphertext";
    private static final String PLAINTEXT = "plaintext";
    /** The version is of Vault's key. */
    private static final Pattern WRAPPED = Pattern.compile("vault:v([0-9]{1,9}):[A-Za-z0-9+/=_-]+");

    private final VaultCalls calls;

    VaultTransit(VaultSettings settings) {
        this.calls = new VaultCalls(settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String setting() {
        return VaultSettings.URL;
    }

    @Override
    public String wrap(byte[] key) {
        return wrapped(calls.post("encrypt", new JsonObject().put(PLAINTEXT, Base64.getEncoder().encodeToString(key))));
    }

    @Override
    public byte[] unwrap(String wrapped) {
        JsonObject data = calls.post("decrypt", new JsonObject().put(CIPHERTEXT, wrapped));
        try {
            return Base64.getDecoder().decode(data.getString(PLAINTEXT));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw notVault();
        }
    }

    /** Vault answers another ciphertext each time; one of the same version is nothing newer. */
    @Override
    public String rewrap(String wrapped) {
        String newest = wrapped(calls.post("rewrap", new JsonObject().put(CIPHERTEXT, wrapped)));
        return version(newest).equals(version(wrapped)) ? wrapped : newest;
    }

    private static String wrapped(JsonObject data) {
        Object text = data.getValue(CIPHERTEXT);
        if (!(text instanceof String wrapped) || !WRAPPED.matcher(wrapped).matches()) {
            throw notVault();
        }
        return wrapped;
    }

    private static String version(String wrapped) {
        Matcher parts = WRAPPED.matcher(wrapped);
        return parts.matches() ? parts.group(1) : "";
    }

    private static IllegalStateException notVault() {
        return new IllegalStateException(VaultSettings.URL + ": the answer is not one of Vault's transit engine.");
    }
}
