package dev.signet.users;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A person. The row is the lock that orders signing in against being disabled, deleted or given another password. */
@Entity
@Table(name = "users")
class User {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    UserStatus status;

    /** Moves with every password change, so that what was begun under the old password does not end under the new. */
    @Column(name = "credential_version")
    int credentialVersion;

    /** By the database's clock. */
    @Column(name = "created_at", insertable = false, updatable = false)
    Instant createdAt;

    @Column(name = "updated_at", insertable = false)
    Instant updatedAt;

    protected User() {
    }

    User(UUID id) {
        this.id = id;
        this.status = UserStatus.ACTIVE;
    }
}
