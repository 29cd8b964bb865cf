package dev.signet.accounts;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.ClientAuthentication;
import dev.signet.clients.Clients;
import dev.signet.errors.FieldError;
import dev.signet.errors.OAuthError;
import dev.signet.errors.Problem;
import dev.signet.http.BasicCredentials;
import dev.signet.http.ClientAddress;
import dev.signet.http.ClientAddresses;
import dev.signet.limits.ClientFailureLimit;
import dev.signet.tokens.Issuer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Clients that may take a person's password themselves: those of the same party as this service. */
@ApplicationScoped
class FirstPartyClients {
    static final String BUILT_IN = "signet";
    static final String GRANT = "urn:signet:grant-type:first-party-login";
    private static final String ADMIN = "signet:admin";

    private final Clients clients;
    private final ClientAuthentication authentication;
    private final ClientAddresses addresses;
    private final ClientFailureLimit limit;
    private final Issuer issuer;

    FirstPartyClients(Clients clients, ClientAuthentication authentication, ClientAddresses addresses,
            ClientFailureLimit limit, Issuer issuer) {
        this.clients = clients;
        this.authentication = authentication;
        this.addresses = addresses;
        this.limit = limit;
        this.issuer = issuer;
    }

    /** @return who calls and for what; fails with the problem when it may not */
    Uni<FirstPartyCaller> authenticate(LoginRequest request, String authorization, RoutingContext call) {
        Optional<BasicCredentials> basic = BasicCredentials.read(authorization == null ? List.of() : List.of(authorization))
                .fold(Optional::of, Optional::empty, Optional::empty);
        ClientAddress peer = addresses.current(call);
        return named(request.clientId(), basic, peer)
                .map(client -> caller(client, request, peer));
    }

    private FirstPartyCaller caller(Client client, LoginRequest request, ClientAddress peer) {
        Set<String> scopes = scopes(request.scope(), client);
        return new FirstPartyCaller(client, String.join(" ", scopes), issuer.audience(client.defaultAudience(), scopes),
                address(request.clientIp(), client, peer), peer);
    }

    /** @return the client of whoever names none */
    Uni<Client> builtIn() {
        return clients.find(BUILT_IN).map(Optional::orElseThrow);
    }

    private Uni<Client> named(String clientId, Optional<BasicCredentials> basic, ClientAddress peer) {
        String id = clientId != null ? clientId : basic.map(BasicCredentials::id).orElse(BUILT_IN);
        return clients.find(id)
                .map(found -> found.filter(FirstPartyClients::maySignIn).orElseThrow(FirstPartyClients::unknown))
                .chain(client -> client.confidential() || basic.isPresent() ? prove(client, basic, peer)
                        : Uni.createFrom().item(client));
    }

    /** The JSON API shows no key, so that it has no tokens for a client whose tokens are bound to one. */
    private static boolean maySignIn(Client client) {
        return client.mayUse(GRANT) && !client.dpopBoundAccessTokens() && !client.tlsClientCertificateBoundAccessTokens();
    }

    private Uni<Client> prove(Client client, Optional<BasicCredentials> basic, ClientAddress peer) {
        Optional<BasicCredentials> own = basic.filter(b -> b.id().equals(client.clientId()));
        if (own.isEmpty()) {
            return Uni.createFrom().failure(notProven());
        }
        return limit
                .within(peer, client.clientId(),
                        () -> authentication.confidential(client.clientId(), own.get().secret()))
                .map(proven -> proven.orElseThrow(FirstPartyClients::notProven));
    }

    private static RuntimeException unknown() {
        return Problem
                .validation(new FieldError("client_id", "unknown", "No client of this id may sign people in with a password."))
                .asException();
    }

    private static RuntimeException notProven() {
        return OAuthError.invalidClient("The client did not prove who it is.").asException();
    }

    /** A first-party sign-in may always manage the person's own account, and never operates the service. */
    private static Set<String> scopes(String asked, Client client) {
        Set<String> granted = new LinkedHashSet<>();
        if (asked != null) {
            granted.addAll(Arrays.asList(asked.split(" ")));
        }
        granted.retainAll(client.scopes());
        granted.remove(ADMIN);
        granted.add(Caller.ACCOUNT);
        return granted;
    }

    private static ClientAddress address(String clientIp, Client client, ClientAddress peer) {
        if (clientIp == null) {
            return peer;
        }
        if (!client.mayAssertClientIp()) {
            throw Problem
                    .validation(new FieldError("client_ip", "not-allowed", "This client may not tell its caller's address."))
                    .asException();
        }
        try {
            return ClientAddress.parse(clientIp);
        } catch (IllegalArgumentException e) {
            throw Problem.validation(new FieldError("client_ip", "malformed", "This must be an IPv4 or IPv6 address."))
                    .asException();
        }
    }
}
