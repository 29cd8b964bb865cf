package dev.signet.users;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The hash of a person's password. */
@Entity
@Table(name = "password_credentials")
class PasswordCredential {
    @Id
    @Column(name = "user_id")
    UUID userId;

    /** A PHC string: algorithm, parameters, salt and hash. */
    String phc;

    @Column(name = "updated_at", insertable = false)
    Instant updatedAt;

    protected PasswordCredential() {
    }
}
