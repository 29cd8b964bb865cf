package dev.signet.accounts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.users.Account;

/**
 * A person's account as its person sees it.
 *
 * @param profile only at {@code /me}
 */
@JsonNaming(SnakeCaseStrategy.class)
record AccountAnswer(UUID id, String username, String email, boolean emailVerified, String phone, boolean phoneVerified,
        Instant createdAt, @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Object> profile) {

    static AccountAnswer of(Account account) {
        return new AccountAnswer(account.id(), account.username(), account.email(), account.emailVerified(), account.phone(),
                account.phoneVerified(), account.createdAt(), null);
    }

    AccountAnswer with(Map<String, Object> written) {
        return new AccountAnswer(id, username, email, emailVerified, phone, phoneVerified, createdAt, written);
    }
}
