package dev.signet.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.signet.stores.Sha256;

/** A registered client. The names are RFC 7591 §2's, and ours where it has none. Read-only once loaded. */
@Entity
@Table(name = "clients")
public class Client {
    @Id
    @Column(name = "client_id")
    String clientId;
    @Column(name = "client_name")
    String clientName;
    @Column(name = "client_secret_hash")
    byte[] clientSecretHash;
    @Column(name = "token_endpoint_auth_method")
    String tokenEndpointAuthMethod;
    @Column(name = "grant_types")
    String[] grantTypes = {};
    @Column(name = "redirect_uris")
    String[] redirectUris = {};
    String scope = "";
    @Column(name = "default_audience")
    String[] defaultAudience = {};
    @Column(name = "may_introspect")
    boolean mayIntrospect = true;
    @Column(name = "may_assert_client_ip")
    boolean mayAssertClientIp;
    boolean enabled = true;

    protected Client() {
    }

    public String clientId() {
        return clientId;
    }

    public String clientName() {
        return clientName;
    }

    /** @return whether it can keep a secret (RFC 6749 §2.1) */
    public boolean confidential() {
        return clientSecretHash != null;
    }

    public boolean enabled() {
        return enabled;
    }

    /** @return whether it is registered for the grant type */
    public boolean mayUse(String grantType) {
        return Arrays.asList(grantTypes).contains(grantType);
    }

    /** @return the scopes it may ask for */
    public Set<String> scopes() {
        return scope.isBlank() ? Set.of() : new LinkedHashSet<>(Arrays.asList(scope.split(" ")));
    }

    /** @return the resource servers its tokens are for when it names none; may be empty */
    public List<String> defaultAudience() {
        return List.of(defaultAudience);
    }

    /** @return whether it may ask about tokens (RFC 7662): never a public client */
    public boolean mayIntrospect() {
        return confidential() && mayIntrospect;
    }

    /** @return whether it may name the address of the caller whose password it passes on */
    public boolean mayAssertClientIp() {
        return confidential() && mayAssertClientIp;
    }

    /** @return whether the secret is this client's, judged in constant time */
    boolean hasSecret(String secret) {
        return confidential() && MessageDigest.isEqual(clientSecretHash, Sha256.of(secret.getBytes(UTF_8)));
    }
}
