package dev.signet.accounts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.users.Account;
import dev.signet.users.StandardClaims;

/**
 * A person's account as its person sees it.
 *
 * @param profile only at {@code /me}
 */
@JsonNaming(SnakeCaseStrategy.class)
record AccountAnswer(String id, String username, String email, boolean emailVerified, String phone, boolean phoneVerified,
        Instant createdAt, @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Object> profile) {

    static AccountAnswer of(Account account) {
        return new AccountAnswer(account.id().toString(), account.username(), account.email(), account.emailVerified(),
                account.phone(),
                account.phoneVerified(), account.createdAt(), null);
    }

    AccountAnswer with(Map<String, Object> written) {
        return new AccountAnswer(id, username, email, emailVerified, phone, phoneVerified, createdAt, written);
    }

    /** @return what a client may see by the scopes that the person agreed to (OpenID Connect Core 1.0 §5.4), and no more */
    AccountAnswer within(Set<String> scopes, String subject) {
        if (scopes.contains(Caller.ACCOUNT)) {
            return this;
        }
        boolean mail = scopes.contains("email");
        boolean number = scopes.contains("phone");
        boolean person = scopes.contains("profile");
        Map<String, Object> told = new LinkedHashMap<>(profile);
        told.keySet().removeIf(claim -> !StandardClaims.of(scopes).contains(claim));
        return new AccountAnswer(subject, person ? username : null, mail ? email : null, mail && emailVerified,
                number ? phone : null, number && phoneVerified, person ? createdAt : null, told);
    }
}
