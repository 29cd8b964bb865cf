package dev.signet.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.sealing.LastingSecret;
import dev.signet.sealing.LastingSecrets;
import io.smallrye.mutiny.Uni;

/**
 * What a person is called at a client: {@code sub} (OpenID Connect Core 1.0 §8). A public subject is the person's id. A
 * pairwise one is that id enciphered (§8.1: reversible by the provider alone) under a key of the client's sector, so that
 * two sectors cannot tell that they know the same person, and nothing has to be stored.
 */
@ApplicationScoped
public class Subjects {
    private static final int ID_BYTES = 16;

    private final LastingSecrets secrets;
    private final Clients clients;

    Subjects(LastingSecrets secrets, Clients clients) {
        this.secrets = secrets;
        this.clients = clients;
    }

    /** @return the {@code sub} of every token that the client gets about the person */
    public String of(UUID person, Client client) {
        return client.sector().map(sector -> pairwise(person, sector)).orElseGet(person::toString);
    }

    /** @return whom the {@code sub} of the client's tokens means; empty for one that was not made here */
    Optional<UUID> person(String sub, Client client) {
        return client.sector().map(sector -> person(sub, sector)).orElseGet(() -> uuid(sub));
    }

    /** @return the person that the token is about; empty for a client's own token, or when its client is gone */
    public Uni<Optional<UUID>> person(AccessToken token) {
        if (token.sid().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Optional<UUID> named = uuid(token.subject());
        return named.isPresent() ? Uni.createFrom().item(named)
                : clients.find(token.clientId())
                        .map(client -> client.flatMap(Client::sector).flatMap(sector -> person(token.subject(), sector)));
    }

    private static Optional<UUID> uuid(String subject) {
        try {
            return Optional.of(UUID.fromString(subject)).filter(id -> id.toString().equals(subject));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String pairwise(UUID person, String sector) {
        byte[] id = ByteBuffer.allocate(ID_BYTES).putLong(person.getMostSignificantBits())
                .putLong(person.getLeastSignificantBits()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(block(Cipher.ENCRYPT_MODE, sector, id));
    }

    private Optional<UUID> person(String subject, String sector) {
        try {
            byte[] enciphered = Base64.getUrlDecoder().decode(subject);
            if (enciphered.length != ID_BYTES) {
                return Optional.empty();
            }
            ByteBuffer id = ByteBuffer.wrap(block(Cipher.DECRYPT_MODE, sector, enciphered));
            return Optional.of(new UUID(id.getLong(), id.getLong()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One block of AES-256: a permutation of ids, so no two people share a subject. ECB of one block leaks nothing. */
    private byte[] block(int mode, String sector, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(secrets.mac(LastingSecret.PAIRWISE_SUBJECTS, sector.getBytes(UTF_8)), "AES"));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256 is not available", e);
        }
    }
}
