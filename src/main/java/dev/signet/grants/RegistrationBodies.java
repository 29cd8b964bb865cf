package dev.signet.grants;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.signet.clients.Client;
import dev.signet.clients.ClientMetadata;
import dev.signet.clients.NewClient;
import dev.signet.clients.Origin;
import dev.signet.clients.Registered;
import dev.signet.clients.Registrations;
import dev.signet.errors.FieldError;
import dev.signet.errors.JsonFaults;
import dev.signet.errors.OAuthError;
import dev.signet.errors.StrictJson;
import dev.signet.tokens.Issuer;

/** A registration as JSON (RFC 7591 §2, §3.2), in both directions. */
@ApplicationScoped
class RegistrationBodies {
    /** What a client may say of itself. Whatever else it sends is ignored (§2): no privilege is had for the asking. */
    private static final Set<String> OWN = Set.of("redirect_uris", "token_endpoint_auth_method", "grant_types",
            "response_types", "client_name", "client_uri", "logo_uri", "scope", "contacts", "tos_uri", "policy_uri", "jwks_uri",
            "jwks", "application_type", "subject_type", "default_max_age", "id_token_signed_response_alg",
            "userinfo_signed_response_alg", "introspection_signed_response_alg", "token_endpoint_auth_signing_alg",
            "tls_client_auth_subject_dn", "tls_client_auth_san_dns", "tls_client_auth_san_uri", "tls_client_auth_san_ip",
            "tls_client_auth_san_email", "tls_client_certificate_bound_access_tokens", "dpop_bound_access_tokens",
            "require_pushed_authorization_requests", "post_logout_redirect_uris", "backchannel_logout_uri",
            "backchannel_logout_session_required");
    /** RFC 7592 §2.2: an update must not have them. */
    private static final Set<String> GIVEN = Set.of("registration_access_token", "registration_client_uri",
            "client_secret_expires_at", "client_id_issued_at");
    private static final String FIRST_PARTY = "urn:signet:grant-type:first-party-login";
    private static final String OUR_SCOPES = "signet:";

    private final ObjectMapper json;
    private final ObjectMapper strict;
    private final Issuer issuer;

    RegistrationBodies(ObjectMapper json, Issuer issuer) {
        this.json = json;
        this.strict = StrictJson.of(json);
        this.issuer = issuer;
    }

    /** @return the client that asks; fails with {@code invalid_redirect_uri} or {@code invalid_client_metadata} (§3.2.2) */
    NewClient newClient(ObjectNode body, String token) {
        String id = Registrations.newClientId();
        ObjectNode members = own(body).put("may_introspect", false);
        return new NewClient(id, judged(members, id), Origin.REGISTRATION, Optional.empty(), Optional.of(token));
    }

    /** @return the client with every member of its own as the body has it; what operators gave it stays */
    ClientMetadata replaced(Client client, ObjectNode body) {
        if (!client.clientId().equals(body.path("client_id").textValue()) || GIVEN.stream().anyMatch(body::has)) {
            throw refusal("client_id", "An update names its own client_id, and nothing that was given to it (RFC 7592 2.2).");
        }
        ObjectNode members = json.valueToTree(ClientMetadata.of(client));
        return judged(members.remove(OWN).setAll(own(body)), client.clientId());
    }

    private ObjectNode own(ObjectNode body) {
        if (body.hasNonNull("sector_identifier_uri")) {
            throw refusal("sector_identifier_uri", "It is not fetched here: give redirect_uris of one host.");
        }
        ObjectNode members = body.deepCopy().retain(OWN);
        boolean ours = members.path("scope").asText().contains(OUR_SCOPES);
        for (JsonNode grant : members.path("grant_types")) {
            ours |= grant.asText().equals(FIRST_PARTY);
        }
        if (ours) {
            throw refusal("scope", "Scopes and grant types of signet are not given to whoever asks.");
        }
        return members;
    }

    private ClientMetadata judged(ObjectNode members, String clientId) {
        try {
            ClientMetadata metadata = strict.treeToValue(members, ClientMetadata.class);
            List<FieldError> violations = metadata.violations(clientId);
            if (!violations.isEmpty()) {
                throw refusal(violations.get(0).field(), violations.get(0).message());
            }
            return metadata;
        } catch (JsonProcessingException e) {
            FieldError wrong = JsonFaults.of(e);
            throw refusal(wrong.field(), wrong.message());
        }
    }

    private static RuntimeException refusal(String field, String message) {
        String error = field.startsWith("redirect_uris") ? "invalid_redirect_uri" : "invalid_client_metadata";
        return new OAuthError(error, 400, field + ": " + message.replace('"', '\'')).asException();
    }

    /**
     * @param token the registration access token, which the client holds already or is told now
     * @return the client information response (§3.2.1)
     */
    ObjectNode show(Registered registered, String token) {
        Client client = registered.client();
        ObjectNode shown = json.createObjectNode().put("client_id", client.clientId())
                .put("client_id_issued_at", client.createdAt().getEpochSecond());
        registered.secret().ifPresent(secret -> shown.put("client_secret", secret).put("client_secret_expires_at", 0));
        shown.put("registration_access_token", token).put("registration_client_uri", uriOf(client.clientId()));
        ObjectNode members = json.valueToTree(ClientMetadata.of(client));
        members.properties().removeIf(member -> member.getValue().isNull() || !OWN.contains(member.getKey()));
        shown.setAll(members);
        return shown.put("scope", String.join(" ", client.scopes()));
    }

    String uriOf(String clientId) {
        return issuer.resolve("/oauth2/register/" + clientId);
    }
}
