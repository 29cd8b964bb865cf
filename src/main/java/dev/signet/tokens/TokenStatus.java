package dev.signet.tokens;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.keys.KeyRing;
import dev.signet.keys.SigningKey;
import dev.signet.revocation.StatusEntries;
import dev.signet.revocation.StatusEntry;
import io.smallrye.mutiny.Uni;

/** The status that an access token refers to (draft-ietf-oauth-status-list §6): on, unless its client is without. */
@ApplicationScoped
public class TokenStatus {
    static final String CLAIM = "status";
    private static final String STATUS_LIST = "status_list";
    private static final String PATH = "/oauth2/status/";

    private final StatusEntries entries;
    private final KeyRing ring;
    private final Issuer issuer;

    TokenStatus(StatusEntries entries, KeyRing ring, Issuer issuer) {
        this.entries = entries;
        this.ring = ring;
        this.issuer = issuer;
    }

    /** @return an entry for a sign-in at the client; empty where its tokens have no status */
    public Uni<Optional<StatusEntry>> ofSignIn(Client client) {
        return has(client) ? entries.ofSignIn(kid(client)) : Uni.createFrom().item(Optional.empty());
    }

    /** Takes back what {@link #ofSignIn} gave and the sign-in does not use. */
    public void giveBack(StatusEntry entry, Client client) {
        entries.giveBack(kid(client), entry);
    }

    /**
     * @param key that signs the token; empty where the client's own secret does
     * @return the entry that the token will have: its sign-in's, or one of its own where no person signed in
     */
    Uni<Optional<StatusEntry>> of(AccessTokenContents contents, Client client, Optional<SigningKey> key) {
        if (!has(client) || contents.sid().isPresent()) {
            return Uni.createFrom().item(has(client) ? contents.status() : Optional.empty());
        }
        return entries.ofClient(client.clientId(), key.orElseThrow().kid());
    }

    /** A token that the client's own secret signs is for the client alone, and in no list of a key. */
    private static boolean has(Client client) {
        return client.accessTokenStatusList() && !client.accessTokenSignedResponseAlg().equals(TokenIssuer.HS256);
    }

    private String kid(Client client) {
        return ring.active(client.accessTokenSignedResponseAlg()).kid();
    }

    /** @return the claim's value */
    Map<String, Object> claim(StatusEntry entry) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("idx", entry.index());
        reference.put("uri", uri(entry.list()));
        return Map.of(STATUS_LIST, reference);
    }

    /** @return where a list is, and the {@code sub} of its token */
    String uri(long list) {
        return issuer.resolve(PATH + list);
    }

    /** @param claim of a token that this service made; null where it has none */
    static Optional<StatusEntry> read(Object claim) {
        return claim instanceof Map<?, ?> status && status.get(STATUS_LIST) instanceof Map<?, ?> reference
                && reference.get("uri") instanceof String uri && reference.get("idx") instanceof Number index
                        ? Optional
                                .of(new StatusEntry(Long.parseLong(uri.substring(uri.lastIndexOf('/') + 1)), index.intValue()))
                        : Optional.empty();
    }
}
