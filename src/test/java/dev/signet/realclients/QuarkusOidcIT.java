package dev.signet.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.signet.local.Await;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.RelyingParty;
import dev.signet.testing.SignetTest;

/** A web application with quarkus-oidc, which a browser meets beside Signet. */
@SignetTest
class QuarkusOidcIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static QuarkusWebApp app;

    private final Http http;
    private final SignetService service;
    private final Visitor visitor;

    QuarkusOidcIT(Http http, SignetService service) {
        this.http = http;
        this.service = service;
        this.visitor = Visitor.at(http);
    }

    @BeforeAll
    static void start(Http http, Stores stores, StoreUrls urls, SignetService service) {
        Path jar = ExampleBuild.of("quarkus-web");
        int port = QuarkusWebApp.freePort();
        String base = "http://localhost:" + port;
        RelyingParty client = RelyingParty.registered()
                .with("redirect_uris", new String[] { base + "/callback" })
                .with("post_logout_redirect_uris", new String[] { base + "/" })
                .with("backchannel_logout_uri", base + "/back-channel-logout")
                .in(stores, urls, http);
        app = QuarkusWebApp.start(jar, port, service, client);
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
    }

    @BeforeEach
    void signIn() {
        assertThat(visitor.shown(app.page("/hello")).text()).as("the sign-in form").contains("name=\"password\"");
        assertGreeted(visitor.arrive(app.page("/hello")));
    }

    private void assertGreeted(HttpAnswer page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        assertThat(page.text()).isEqualTo("hello " + visitor.person().username() + ", " + visitor.person().id() + "\n");
    }

    @Test
    void knows_the_person_on_every_page_after() {
        assertGreeted(visitor.shown(app.page("/hello")));
    }

    @Test
    void signs_out_here_and_there() {
        assertThat(visitor.arrive(app.page("/logout")).text()).isEqualTo("sign in at /hello\n");

        assertThat(visitor.shown(app.page("/hello")).text()).contains("name=\"password\"");
    }

    /** OpenID Connect Back-Channel Logout 1.0 §2.5: the application takes our logout token and ends its own session. */
    @Test
    void is_told_of_a_sign_out_at_signet() {
        assertThat(visitor.arrive(service.issuer() + "/oauth2/logout").status()).isEqualTo(200);

        assertThat(Await.within(PATIENCE, () -> visitor.shown(app.page("/hello")).text().contains("name=\"password\"")))
                .as("asked to sign in again").isTrue();
    }

    /** It takes that for no answer of its own: there is no page at {@code /callback}. */
    @Test
    void takes_no_answer_with_another_state() {
        Visitor other = Visitor.at(http);
        String back = other.sentTo(app.page("/callback"), app.page("/hello"));

        assertThat(other.shown(back.replaceFirst("state=[^&]*", "state=other")).status()).isEqualTo(404);
    }

    /** RFC 9700 §4.7: else somebody could sign a person in as somebody else. */
    @Test
    void takes_no_answer_that_another_browser_asked_for() {
        String back = Visitor.at(http).sentTo(app.page("/callback"), app.page("/hello"));
        Visitor victim = Visitor.at(http);

        assertThat(victim.shown(back).status()).isEqualTo(404);
        assertThat(victim.shown(app.page("/hello")).text()).as("not signed in").contains("name=\"password\"");
    }
}
