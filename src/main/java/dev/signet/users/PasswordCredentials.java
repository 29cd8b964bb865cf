package dev.signet.users;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Hashes of passwords. Works in the caller's transaction. */
@ApplicationScoped
class PasswordCredentials implements PanacheRepositoryBase<PasswordCredential, UUID> {
    private static final String PUT = """
            insert into PasswordCredential (userId, phc) values (?1, ?2)
            on conflict (userId) do update set phc = excluded.phc, updatedAt = instant""";

    Uni<Void> put(UUID userId, String phc) {
        return Panache.executeUpdate(PUT, userId, phc).replaceWithVoid();
    }

    /** @return whether it still was the old one */
    Uni<Boolean> replace(UUID userId, String oldPhc, String newPhc) {
        return update("phc = ?1, updatedAt = instant where userId = ?2 and phc = ?3", newPhc, userId, oldPhc)
                .map(rows -> rows == 1);
    }
}
