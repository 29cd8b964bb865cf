package dev.signet.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;

import jakarta.servlet.ServletException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;

import dev.signet.testing.DpopKey;
import io.vertx.core.json.JsonObject;

/** A Spring service that verifies with it: who is served, 401 with a challenge, 503 while the issuer is away. */
class SpringTokenFilterTest {
    private final Rig rig = Rig.started();
    private final MockFilterChain chain = new MockFilterChain();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders");

    SpringTokenFilterTest() {
        request.setScheme("https");
        request.setServerName("orders.example");
        request.setServerPort(443);
    }

    @AfterEach
    void stop() {
        SecurityContextHolder.clearContext();
        rig.close();
    }

    private MockHttpServletResponse answer() throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new SpringTokenFilter(rig.verifier).doFilter(request, response, chain);
        return response;
    }

    @Test
    void serves_whoever_has_a_token() throws Exception {
        request.addHeader("Authorization", "Bearer " + rig.token().signed());

        assertThat(answer().getStatus()).isEqualTo(200);
        assertThat(chain.getRequest()).isNotNull();
        assertThat(SecurityContextHolder.getContext().getAuthentication().getAuthorities()).extracting(Object::toString)
                .containsExactlyInAnyOrder("SCOPE_read", "SCOPE_write");
    }

    @Test
    void serves_whoever_has_a_bound_token_and_its_key() throws Exception {
        DpopKey key = new DpopKey();
        String token = rig.token().with("cnf", new JsonObject().put("jkt", key.jkt())).signed();
        request.addHeader("Authorization", "DPoP " + token);
        request.addHeader("DPoP", key.proof(key.header(), new JsonObject().put("jti", UUID.randomUUID().toString())
                .put("htm", "GET").put("htu", "https://orders.example/orders").put("ath", DpopKey.ath(token))
                .put("iat", rig.issuer.clock.instant().getEpochSecond())));

        assertThat(answer().getStatus()).isEqualTo(200);
        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void challenges_whoever_has_none_or_another() throws Exception {
        assertThat(answer().getStatus()).isEqualTo(401);
        request.addHeader("Authorization", "Bearer " + rig.token().with("aud", "x").signed());
        MockHttpServletResponse refused = answer();

        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.getHeader("WWW-Authenticate")).startsWith("Bearer error=\"invalid_token\"");
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void asks_to_come_again_while_the_issuer_is_away() throws Exception {
        rig.accepts(rig.token());
        rig.issuer.isAway(true);
        rig.issuer.clock.advance(Duration.ofSeconds(301));
        request.addHeader("Authorization", "Bearer " + rig.token().signed());
        MockHttpServletResponse unavailable = answer();

        assertThat(unavailable.getStatus()).isEqualTo(503);
        assertThat(unavailable.getHeader("Retry-After")).isEqualTo("1");
        assertThat(chain.getRequest()).isNull();
    }
}
