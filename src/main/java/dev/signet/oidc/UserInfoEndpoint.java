package dev.signet.oidc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.errors.OAuthError;
import dev.signet.http.FormReading;
import dev.signet.sessions.UserInfo;
import dev.signet.tokens.AccessToken;
import dev.signet.tokens.TokenIssuer;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/** {@code /oauth2/userinfo} (OpenID Connect Core 1.0 §5.3): what a client may know of the person who signed in. */
@Path("/oauth2/userinfo")
class UserInfoEndpoint {
    private static final String OPENID = "openid";

    private final CurrentIdentityAssociation identities;
    private final FormTokens formTokens;
    private final UserInfo userInfo;
    private final Clients clients;
    private final TokenIssuer issuer;

    UserInfoEndpoint(CurrentIdentityAssociation identities, FormTokens formTokens, UserInfo userInfo,
            Clients clients, TokenIssuer issuer) {
        this.identities = identities;
        this.formTokens = formTokens;
        this.userInfo = userInfo;
        this.clients = clients;
        this.issuer = issuer;
    }

    @GET
    public Uni<Response> get() {
        return byHeader().chain(this::answer);
    }

    @POST
    public Uni<Response> post() {
        return byHeader().chain(this::answer);
    }

    /** RFC 6750 §2.2: the token may be in the form, but not there and in the header. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> postForm(FormReading form, @Context HttpHeaders headers) {
        boolean header = headers.getRequestHeader(HttpHeaders.AUTHORIZATION) != null
                && !headers.getRequestHeader(HttpHeaders.AUTHORIZATION).isEmpty();
        Optional<String> token = form.fold(parameters -> parameters.get("access_token"), why -> Optional.empty());
        if (header && token.isPresent()) {
            throw OAuthError.invalidRequest("The access token came in two ways.").asException();
        }
        return (token.isPresent() ? formTokens.judge(token.get()) : byHeader()).chain(this::answer);
    }

    private Uni<AccessToken> byHeader() {
        return identities.getDeferredIdentity().map(identity -> {
            if (identity.isAnonymous()) {
                throw new UnauthorizedException();
            }
            return identity.getAttribute(AccessToken.class.getName());
        });
    }

    private Uni<Response> answer(AccessToken token) {
        if (!token.scopes().contains(OPENID) || token.sid().isEmpty()) {
            throw new OAuthError("insufficient_scope", 403, "The token does not have the scope openid.").asException();
        }
        return told(token).chain(told -> clients.find(token.clientId())
                .map(client -> signedOrPlain(told, client.orElseThrow(UnauthorizedException::new))));
    }

    private Uni<Map<String, Object>> told(AccessToken token) {
        return userInfo.of(UUID.fromString(token.sid().orElseThrow()), token.scopes())
                .map(known -> withSubject(token.subject(), known));
    }

    private static Map<String, Object> withSubject(String subject, Map<String, Object> known) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("sub", subject);
        told.putAll(known);
        return told;
    }

    private Response signedOrPlain(Map<String, Object> told, Client client) {
        return client.userinfoSignedResponseAlg()
                .map(alg -> Response.ok(issuer.statement("JWT", client, alg, told)).type("application/jwt"))
                .orElseGet(() -> Response.ok(told).type(MediaType.APPLICATION_JSON))
                .build();
    }
}
