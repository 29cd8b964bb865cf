package dev.signet.users;

import java.time.Instant;
import java.util.UUID;

/**
 * What may be told of a person, as one row. Names are {@linkplain Identifier#display() as shown}, null where there is none.
 *
 * @param id the {@code sub} of the person's tokens
 * @param emailVerified false also when there is no email
 * @param phoneVerified false also when there is no phone
 */
public record Account(UUID id, String username, String email, boolean emailVerified, String phone, boolean phoneVerified,
        Instant createdAt, UserStatus status) {
}
