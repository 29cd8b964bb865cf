package dev.signet.accounts;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.users.Account;

/** A person's account as its person sees it. */
@JsonNaming(SnakeCaseStrategy.class)
record AccountAnswer(UUID id, String username, String email, boolean emailVerified, String phone, boolean phoneVerified,
        Instant createdAt) {

    static AccountAnswer of(Account account) {
        return new AccountAnswer(account.id(), account.username(), account.email(), account.emailVerified(), account.phone(),
                account.phoneVerified(), account.createdAt());
    }
}
