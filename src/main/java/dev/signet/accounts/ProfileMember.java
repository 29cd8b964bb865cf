package dev.signet.accounts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.users.ProfileSyntax;

/**
 * The member {@code profile} of {@code /api/v1/me}: the claims of OpenID Connect Core 1.0 §5.1 that a person writes themselves,
 * {@code address} as an object (§5.1.1).
 */
final class ProfileMember {
    private static final String ADDRESS = "address";

    private ProfileMember() {
    }

    /** @param claims by the names of {@link ProfileSyntax#CLAIMS} */
    static Map<String, Object> write(Map<String, String> claims) {
        Map<String, Object> member = new LinkedHashMap<>();
        Map<String, String> address = new LinkedHashMap<>();
        claims.forEach((claim, value) -> {
            if (claim.startsWith(ProfileSyntax.ADDRESS)) {
                address.put(claim.substring(ProfileSyntax.ADDRESS.length()), value);
            } else {
                member.put(claim, value);
            }
        });
        if (!address.isEmpty()) {
            member.put(ADDRESS, address);
        }
        return member;
    }

    /**
     * @param member what came: a claim that is absent stays, one that is null goes; null itself takes all away
     * @return the changes by the names of {@link ProfileSyntax#CLAIMS}; fails with the problem {@code validation}
     */
    static Map<String, Optional<String>> read(Map<String, Object> member) {
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        List<FieldError> errors = new ArrayList<>();
        if (member == null) {
            ProfileSyntax.CLAIMS.forEach(claim -> changes.put(claim, Optional.empty()));
        } else {
            read("", member, changes, errors);
        }
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
        return changes;
    }

    private static void read(String prefix, Map<?, ?> member, Map<String, Optional<String>> changes, List<FieldError> errors) {
        member.forEach((name, value) -> {
            String claim = prefix + name;
            if (claim.equals(ADDRESS) && value instanceof Map<?, ?> address) {
                read(ProfileSyntax.ADDRESS, address, changes, errors);
            } else if (claim.equals(ADDRESS) && value == null) {
                ProfileSyntax.CLAIMS.stream().filter(known -> known.startsWith(ProfileSyntax.ADDRESS))
                        .forEach(part -> changes.put(part, Optional.empty()));
            } else {
                judge(claim, value).ifPresent(errors::add);
                changes.put(claim, Optional.ofNullable(value).map(Object::toString).map(String::strip)
                        .filter(text -> !text.isEmpty()));
            }
        });
    }

    private static Optional<FieldError> judge(String claim, Object value) {
        Optional<FieldError> error = value != null && !(value instanceof String)
                ? Optional.of(new FieldError(claim, "type", "This must be a string."))
                : ProfileSyntax.judge(claim, value == null ? "" : ((String) value).strip())
                        .filter(e -> e.code().equals("unknown") || value != null && !((String) value).isBlank());
        return error.map(e -> new FieldError("profile." + e.field(), e.code(), e.message()));
    }
}
