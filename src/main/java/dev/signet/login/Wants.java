package dev.signet.login;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.signet.users.StandardClaims;

/** Tells what a client would have. */
final class Wants {

    private Wants() {
    }

    /** @return one line a scope, and one for the claims asked for one by one that no scope gives */
    static List<String> of(Set<String> scopes, Set<String> claims, AskMessages words) {
        List<String> lines = new ArrayList<>();
        scopes.forEach(scope -> lines.add(of(scope, words)));
        Set<String> more = new LinkedHashSet<>(claims);
        more.retainAll(StandardClaims.all());
        more.removeAll(StandardClaims.of(scopes));
        if (!more.isEmpty()) {
            lines.add(words.claims(String.join(", ", more)));
        }
        return lines;
    }

    /** @return one line a scope */
    static List<String> of(List<String> scopes, AskMessages words) {
        return scopes.stream().map(scope -> of(scope, words)).toList();
    }

    private static String of(String scope, AskMessages words) {
        return switch (scope) {
            case "openid" -> words.openid();
            case "profile" -> words.profile();
            case "email" -> words.email();
            case "phone" -> words.phone();
            case "address" -> words.address();
            case "offline_access" -> words.offline();
            case "signet:account" -> words.account();
            default -> words.other(scope);
        };
    }
}
