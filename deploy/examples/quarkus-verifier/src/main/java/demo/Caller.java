package demo;

import java.security.Principal;

import dev.signet.verifier.VerifiedToken;
import jakarta.ws.rs.core.SecurityContext;

/** Who calls, by the token: its scopes are the roles. */
record Caller(VerifiedToken token) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return token::subject;
    }

    @Override
    public boolean isUserInRole(String role) {
        return token.scopes().contains(role);
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
