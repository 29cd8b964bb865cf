package dev.signet.grants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Map;

import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Certificates;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.SignetTest;
import dev.signet.testing.TestClients;
import io.vertx.core.json.JsonObject;

/** RFC 8705 behind a proxy that ends TLS: 127.0.0.1 is one that is trusted, every other address is not. */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutualTlsIT {
    private static final String OK = "200 null";
    private static final String REFUSED = "401 invalid_client";

    private SignetService service;
    private Http proxy;
    private TestClients clients;
    private X509Certificate one;
    private X509Certificate other;

    @BeforeAll
    void start(SignetService shared, Stores stores, StoreUrls urls) {
        service = shared.replica().with("SIGNET_HTTP_TRUSTED_PROXIES", "127.0.0.1")
                .with("SIGNET_HTTP_CLIENT_CERTIFICATE_HEADER", "Client-Cert").start();
        proxy = Http.to(service.baseUri());
        clients = new TestClients(stores, urls);
        one = Certificates.make("CN=one, OU=Robots, O=Example", "-ext",
                "san=dns:one.example,uri:https://one.example/id,ip:192.0.2.1,email:one@example.com");
        other = Certificates.make("CN=other, O=Example", "-ext", "san=dns:other.example");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void section_2_1_takes_a_certificate_with_the_registered_subject() {
        String id = clients.register("tls_client_auth", Map.of("tls_client_auth_subject_dn", "cn=ONE,ou=robots,o=example"));

        assertThat(error(send(proxy, id, bytes(one)))).isEqualTo(OK);
        assertThat(error(send(proxy, id, pem(one)))).as("as nginx sends it").isEqualTo(OK);
        assertThat(error(send(proxy, id, bytes(other)))).isEqualTo(REFUSED);
        assertThat(error(send(proxy, id, ""))).isEqualTo(REFUSED);
    }

    @Test
    void section_2_1_takes_a_certificate_with_the_one_registered_name() throws Exception {
        Map<String, String> right = Map.of("tls_client_auth_san_dns", "ONE.example", "tls_client_auth_san_uri",
                "https://one.example/id", "tls_client_auth_san_ip", "192.0.2.1", "tls_client_auth_san_email",
                "one@example.com");
        for (Map.Entry<String, String> name : right.entrySet()) {
            String id = clients.register("tls_client_auth", Map.of(name.getKey(), name.getValue()));
            assertThat(error(send(proxy, id, bytes(one)))).as(name.getKey()).isEqualTo(OK);
            assertThat(error(send(proxy, id, bytes(other)))).as(name.getKey()).isEqualTo(REFUSED);
        }
    }

    @Test
    void section_2_1_rejects_a_client_with_no_subject_registered() {
        assertThat(error(send(proxy, clients.register("tls_client_auth", Map.of()), bytes(one)))).isEqualTo(REFUSED);
        assertThat(error(send(proxy, clients.register("tls_client_auth", Map.of("tls_client_auth_subject_dn", "not a name")),
                bytes(one)))).isEqualTo(REFUSED);
    }

    @Test
    void section_2_2_takes_the_very_certificate_that_is_registered() throws Exception {
        String id = clients.register("self_signed_tls_client_auth", Map.of("jwks", jwks(one)));

        assertThat(error(send(proxy, id, bytes(one)))).isEqualTo(OK);
        assertThat(error(send(proxy, id, bytes(other)))).isEqualTo(REFUSED);
        assertThat(error(send(proxy, id, bytes(Certificates.make("CN=one, OU=Robots, O=Example"))))).as("same subject")
                .isEqualTo(REFUSED);
    }

    @Test
    void rejects_a_certificate_that_is_over() {
        String id = clients.register("tls_client_auth", Map.of("tls_client_auth_subject_dn", "CN=old"));
        X509Certificate old = Certificates.make("CN=old", "-startdate", "-10d", "-validity", "5");

        assertThat(error(send(proxy, id, bytes(old)))).isEqualTo(REFUSED);
    }

    @Test
    void section_6_5_believes_no_header_of_a_caller_that_is_no_trusted_proxy() {
        String id = clients.register("tls_client_auth", Map.of("tls_client_auth_subject_dn", "CN=one, OU=Robots, O=Example"));

        assertThat(error(send(proxy.fromFresh(), id, bytes(one)))).isEqualTo(REFUSED);
    }

    @Test
    void rejects_a_header_that_is_no_certificate_or_there_twice() {
        String id = clients.register("tls_client_auth", Map.of("tls_client_auth_subject_dn", "CN=one, OU=Robots, O=Example"));

        for (String value : new String[] { "x", "::", ":AAAA:", bytes(one) + "x", pem(one).substring(20), "%", "%FF" }) {
            assertThat(error(send(proxy, id, value))).as(value).isEqualTo(REFUSED);
        }
        assertThat(error(proxy.request("POST", "/oauth2/token").header("Client-Cert", bytes(one))
                .header("Client-Cert", bytes(one)).form(form(id)).send())).isEqualTo(REFUSED);
    }

    @Test
    void section_3_binds_tokens_to_the_certificate_of_a_client_that_asked_for_it() throws Exception {
        String id = clients.register("tls_client_auth", Map.of("tls_client_auth_san_dns", "one.example",
                "tls_client_certificate_bound_access_tokens", true));
        String token = send(proxy, id, bytes(one)).json().getString("access_token");

        String thumbprint = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(one.getEncoded()));
        assertThat(new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]))).getJsonObject("cnf"))
                .isEqualTo(new JsonObject().put("x5t#S256", thumbprint));
        assertThat(resource(proxy, token, bytes(one))).isEqualTo(200);
        assertThat(resource(proxy, token, bytes(other))).isEqualTo(401);
        assertThat(resource(proxy, token, "")).isEqualTo(401);
        assertThat(resource(proxy.fromFresh(), token, bytes(one))).isEqualTo(401);
    }

    @Test
    void section_3_rejects_such_a_client_without_a_certificate_although_it_proved_itself() {
        String secret = "a-secret-of-more-than-thirty-two-bytes";
        String id = clients.withSecret("client_secret_basic", secret,
                Map.of("tls_client_certificate_bound_access_tokens", true));

        assertThat(error(proxy.request("POST", "/oauth2/token").basic(id, secret)
                .form(Map.of("grant_type", "client_credentials")).send())).isEqualTo("400 invalid_request");
    }

    private static int resource(Http from, String token, String certificate) {
        return from.request("GET", "/api/v1/admin/limits").bearer(token).header("Client-Cert", certificate).send().status();
    }

    private static HttpAnswer send(Http from, String id, String certificate) {
        return from.request("POST", "/oauth2/token").header("Client-Cert", certificate)
                .header("X-Forwarded-For", Http.freshAddress()).form(form(id)).send();
    }

    private static Map<String, String> form(String id) {
        return Map.of("grant_type", "client_credentials", "client_id", id);
    }

    private static String bytes(X509Certificate certificate) {
        return ":" + Base64.getEncoder().encodeToString(der(certificate)) + ":";
    }

    private static String pem(X509Certificate certificate) {
        String text = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der(certificate))
                + "\n-----END CERTIFICATE-----\n";
        return URLEncoder.encode(text, StandardCharsets.US_ASCII).replace("+", "%20");
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwks(X509Certificate certificate) {
        EllipticCurveJsonWebKey key = new EllipticCurveJsonWebKey((ECPublicKey) certificate.getPublicKey());
        key.setCertificateChain(certificate);
        return new JsonWebKeySet(key).toJson();
    }

    private static String error(HttpAnswer answer) {
        return answer.status() + " " + answer.json().getString("error");
    }
}
