package dev.signet.accounts;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import dev.signet.users.IdentifierKind;

/** The body of {@code PATCH /api/v1/me}: a member that is absent stays, one that is null goes. Filled by its setters. */
class NamesRequest {
    private Map<String, Object> profile;
    private boolean named;
    private final Map<IdentifierKind, Optional<String>> changes = new EnumMap<>(IdentifierKind.class);

    /** @param username OPTIONAL */
    public void setUsername(String username) {
        changes.put(IdentifierKind.USERNAME, Optional.ofNullable(username));
    }

    /** @param email OPTIONAL */
    public void setEmail(String email) {
        changes.put(IdentifierKind.EMAIL, Optional.ofNullable(email));
    }

    /** @param phone OPTIONAL */
    public void setPhone(String phone) {
        changes.put(IdentifierKind.PHONE, Optional.ofNullable(phone));
    }

    /** @param profile OPTIONAL; a claim that is absent stays, one that is null goes */
    public void setProfile(Map<String, Object> profile) {
        named = true;
        this.profile = profile;
    }

    /** @return the claims that were named */
    Map<String, Optional<String>> claims() {
        return named ? ProfileMember.read(profile) : Map.of();
    }

    /** @return what was named, by its kind */
    Map<IdentifierKind, Optional<String>> changes() {
        return changes;
    }
}
