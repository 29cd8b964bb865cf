package dev.signet.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.signet.local.Await;
import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Admin;
import dev.signet.testing.Altcha;
import dev.signet.testing.Browser;
import dev.signet.testing.DpopKey;
import dev.signet.testing.FirstParty;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;
import io.vertx.core.json.JsonObject;

/** The key-encryption key is replaced by the next, and nothing that people or clients hold is lost. */
@SignetTest
class EncryptionKeyRotationIT {
    private static final String KEY = "SIGNET_KEYS_ENCRYPTION_KEY";
    private static final String KEY_FILE = "SIGNET_KEYS_ENCRYPTION_KEY_FILE";
    private static final String PREVIOUS = "SIGNET_KEYS_PREVIOUS_ENCRYPTION_KEYS";
    private static final String PROVIDER = "SIGNET_KEYS_PROVIDER";
    private static final String COUNT = """
            select (select count(*) from signing_keys where sealed_by is distinct from '%1$s')
              + (select count(*) from kept_secrets where sealed_by is distinct from '%1$s')
              + (select count(*) from clients where client_secret_sealed is not null and client_secret_sealed_by is distinct from '%1$s')
              + (select count(*) from clients where previous_secret_sealed is not null and previous_secret_sealed_by is distinct from '%1$s')""";

    private final Stores stores;
    private final StoreUrls urls;
    private final List<String> logs = new ArrayList<>();

    @TempDir
    private Path folder;

    private Person person;
    private FirstParty pairwise;
    private FirstParty hmac;
    private String subject;
    private String jwks;
    private String tokenEndpoint;

    EncryptionKeyRotationIT(Stores stores) {
        this.stores = stores;
        this.urls = stores.fresh();
    }

    @Test
    void loses_nothing_from_the_environment_to_a_file_to_vault() throws Exception {
        ServiceLaunch inVault;
        try (VaultStub vault = VaultStub.start()) {
            fromEnvironmentToFile();
            inVault = fromFileToVault(vault);
        }
        refuses(inVault, "signet.keys.vault.url: Vault does not give the key-encryption key", "cannot be reached");
        refuses(on(KEY, Keys.A), "signet.keys.encryption-key does not open the keys in this database", "known is [");
        for (String log : logs) {
            assertThat(log).doesNotContain(Keys.A, Keys.B, VaultStub.TOKEN, hmac.secret(), "414141", "65, 65");
        }
    }

    private void fromEnvironmentToFile() throws Exception {
        String file = Files.writeString(folder.resolve("keys"), "b:" + Keys.B + "\na:" + Keys.A + "\n").toString();
        try (SignetService before = on(KEY, Keys.A).with("SIGNET_KEYS_ENCRYPTION_KEY_ID", "a").with(PREVIOUS, "b:" + Keys.B)
                .start()) {
            tokenEndpoint = before.issuer() + "/oauth2/token";
            signUp(Http.to(before.baseUri()));
            forget("signing_keys", "sealed_by");
            forget("clients", "client_secret_sealed_by");
            try (SignetService after = before.replica().without(KEY).without(PREVIOUS).with(KEY_FILE, file).start()) {
                isAllAsBefore(Http.to(after.baseUri()));
                understandEachOther(Http.to(before.baseUri()), Http.to(after.baseUri()));
                understandEachOther(Http.to(after.baseUri()), Http.to(before.baseUri()));
                hmac = hmac.with(rotateSecret(Http.to(after.baseUri())));

                refuses(on(KEY, Keys.C).command("re-encrypt"), "signing_keys.sealed_key of ", "Nothing was changed.");
                int keys = number("select count(*) from signing_keys where sealed_by is null");
                assertThat(reEncrypt(on(KEY_FILE, file))).contains("Sealing under the key b of signet.keys.encryption-key-file",
                        "signing_keys.sealed_key: " + keys + " values, " + keys + " sealed anew",
                        "kept_secrets.sealed: 2 values, 2 sealed anew",
                        "clients.client_secret_sealed: 1 values, 0 sealed anew",
                        "clients.previous_secret_sealed: 1 values, 1 sealed anew");
                assertThat(reEncrypt(on(KEY_FILE, file))).as("a second time")
                        .contains("sealed_key: " + keys + " values, 0 sealed anew");
                assertThat(number(COUNT.formatted("b"))).isZero();
                Await.until(Duration.ofSeconds(10), "the other replica to know the new secret",
                        () -> introspects(Http.to(before.baseUri())));
                isAllAsBefore(Http.to(before.baseUri()));
                logs.add(after.logs());
            }
            logs.add(before.logs());
        }
    }

    private ServiceLaunch fromFileToVault(VaultStub vault) throws Exception {
        String file = Files.writeString(folder.resolve("b alone"), "b:" + Keys.B).toString();
        ServiceLaunch inVault = on("SIGNET_KEYS_VAULT_URL", vault.url()).with("SIGNET_KEYS_VAULT_TOKEN", VaultStub.TOKEN)
                .with("SIGNET_KEYS_VAULT_KEY", "signet").with("SIGNET_KEYS_VAULT_START_TIMEOUT", "1s");
        try (SignetService both = inVault.with(KEY_FILE, file).with(PROVIDER, "file").start()) {
            isAllAsBefore(Http.to(both.baseUri()));
            logs.add(both.logs());
        }
        vault.rotate();
        assertThat(reEncrypt(inVault.with(PROVIDER, "vault"))).contains("of signet.keys.vault.url",
                "wrapped_keys: 1 of vault, wrapped anew [");
        vault.minDecryptionVersion(2);
        try (SignetService alone = inVault.without(KEY_FILE).without(PROVIDER).command().start()) {
            vault.seal(true);
            isAllAsBefore(Http.to(alone.baseUri()));
            logs.add(alone.logs());
        }
        return inVault;
    }

    private ServiceLaunch on(String setting, String value) {
        return ServiceLaunch.on(urls).without(KEY).with(setting, value);
    }

    private void signUp(Http http) {
        person = Person.register(http);
        pairwise = FirstParty.register(http, new JsonObject().put("subject_type", "pairwise")
                .put("sector_identifier_uri", "https://one.example/redirect-uris.json"));
        hmac = FirstParty.register(http, new JsonObject().put("access_token_signed_response_alg", "HS256"));
        subject = subject(http);
        jwks = kids(http);
    }

    private void isAllAsBefore(Http http) {
        assertThat(kids(http)).isEqualTo(jwks);
        assertThat(subject(http)).isEqualTo(subject);
        FirstParty here = new FirstParty(http, hmac.id(), hmac.secret());
        String token = here.signIn(person.from(http)).getString("access_token");
        assertThat(here.introspect(token).getBoolean("active")).as("an HS256 token, made and verified").isTrue();
    }

    private boolean introspects(Http http) {
        return new FirstParty(http, hmac.id(), hmac.secret()).post("/oauth2/introspect", Map.of("token", "x")).status() == 200;
    }

    /** What one replica gave to a browser or a client, the other takes. */
    private void understandEachOther(Http one, Http other) {
        JsonObject captcha = Altcha.solve(one, "login");
        HttpAnswer signedIn = other.post("/api/v1/login", new JsonObject().put("identifier", person.username())
                .put("password", Person.PASSWORD).put("captcha", captcha));
        assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(200);

        HttpAnswer page = one.get("/login");
        Browser.Form form = Browser.form(page).with("identifier", person.username()).with("password", Person.PASSWORD);
        HttpAnswer sent = other.request("POST", form.action()).header("Cookie", page.header("Set-Cookie").split(";")[0])
                .form(form.fields()).send();
        assertThat(sent.status()).as("403 were a form out of date").isEqualTo(303);

        DpopKey key = new DpopKey();
        String nonce = token(one, key.proof("POST", tokenEndpoint)).header("DPoP-Nonce");
        HttpAnswer bound = token(other, key.proof(key.header(), DpopKey.claims("POST", tokenEndpoint).put("nonce", nonce)));
        assertThat(bound.status()).as(bound.toString()).isEqualTo(200);
    }

    private HttpAnswer token(Http http, String proof) {
        return http.request("POST", "/oauth2/token").basic(pairwise.id(), pairwise.secret()).header("DPoP", proof)
                .form(Map.of("grant_type", "client_credentials")).send();
    }

    private String rotateSecret(Http http) {
        HttpAnswer answer = Admin.at(http).client("POST", hmac.id(), "/secret")
                .json(new JsonObject().put("overlap_seconds", 600)).send();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getString("client_secret");
    }

    private String subject(Http http) {
        String token = new FirstParty(http, pairwise.id(), pairwise.secret()).signIn(person.from(http))
                .getString("access_token");
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8)).getString("sub");
    }

    private static String kids(Http http) {
        return http.get("/.well-known/jwks.json").json().getJsonArray("keys").stream()
                .map(key -> ((JsonObject) key).getString("kid")).sorted().toList().toString();
    }

    private static String reEncrypt(ServiceLaunch launch) {
        try (SignetService command = launch.command("re-encrypt").launch()) {
            assertThat(command.awaitExit(Duration.ofSeconds(30))).as(command.logs()).hasValue(0);
            return command.logs();
        }
    }

    private static void refuses(ServiceLaunch launch, String... words) {
        try (SignetService refusing = launch.launch()) {
            assertThat(refusing.awaitExit(Duration.ofSeconds(60))).hasValue(1);
            assertThat(refusing.logs()).contains(words).doesNotContain(Keys.A, Keys.B, Keys.C);
        }
    }

    private void forget(String table, String column) throws SQLException {
        try (Connection c = stores.connect(urls); Statement s = c.createStatement()) {
            assertThat(s.executeUpdate("update " + table + " set " + column + " = null")).isPositive();
        }
    }

    private int number(String query) throws SQLException {
        try (Connection c = stores.connect(urls); Statement s = c.createStatement(); ResultSet row = s.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }
}
