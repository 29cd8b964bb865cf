package dev.signet.users;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The claims that each scope asks for (OpenID Connect Core 1.0 §5.4). */
public final class StandardClaims {
    private static final Map<String, List<String>> BY_SCOPE = Map.of(
            "profile", List.of("name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile",
                    "picture", "website", "gender", "birthdate", "zoneinfo", "locale", "updated_at"),
            "email", List.of("email", "email_verified"),
            "phone", List.of("phone_number", "phone_number_verified"),
            "address", List.of("address"));

    private StandardClaims() {
    }

    /** @return the names that the scopes stand for */
    public static Set<String> of(Set<String> scopes) {
        Set<String> names = new LinkedHashSet<>();
        scopes.forEach(scope -> names.addAll(BY_SCOPE.getOrDefault(scope, List.of())));
        return names;
    }

    /** @return every name that there is */
    public static Set<String> all() {
        return of(BY_SCOPE.keySet());
    }
}
