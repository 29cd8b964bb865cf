package dev.signet.sessions;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What may be done with an access token, and where.
 *
 * @param scope separated by spaces; may be empty
 * @param audience the resource servers
 */
public record Access(String scope, List<String> audience) {

    /** @return the scopes, in their order */
    public Set<String> scopes() {
        return scope.isBlank() ? Set.of() : new LinkedHashSet<>(Arrays.asList(scope.split(" ")));
    }
}
