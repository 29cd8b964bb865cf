package dev.signet.users;

import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** That a name is a person's. Its primary key is what makes names unique. */
@Entity
@Table(name = "user_identifiers")
@IdClass(UserIdentifier.Key.class)
class UserIdentifier {
    @Id
    @Enumerated(EnumType.STRING)
    IdentifierKind kind;

    @Id
    String value;

    String display;

    /** Whether it was shown that mail or messages to it reach this person; a new one never is. */
    boolean verified;

    @Column(name = "user_id")
    UUID userId;

    protected UserIdentifier() {
    }

    /** The primary key. */
    record Key(IdentifierKind kind, String value) {
    }
}
