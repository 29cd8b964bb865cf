package dev.signet.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.signet.requests.AuthorizationRequest;
import dev.signet.requests.PendingAuthorization;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.ClaimsRequest;

/** What a request waits for, by prompt, max_age and hint (OpenID Connect Core 1.0 §3.1.2.1). */
class ProgressTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID PERSON = UUID.randomUUID();
    private static final BrowserSession SESSION = new BrowserSession(UUID.randomUUID(), PERSON, NOW.minusSeconds(100),
            List.of("pwd"));
    private static final Optional<UUID> NOBODY = Optional.empty();

    @Test
    void asks_for_a_sign_in_where_there_is_no_session() {
        assertThat(step(request(Set.of()), Optional.empty())).contains(NextStep.SIGN_IN);
    }

    @Test
    void asks_for_nothing_of_who_is_signed_in() {
        assertThat(step(request(Set.of()), Optional.of(SESSION))).isEmpty();
    }

    @Test
    void asks_for_a_sign_in_again_with_prompt_login_until_it_was_done_for_this_request() {
        AuthorizationRequest login = request(Set.of("login"));

        assertThat(step(login, Optional.of(SESSION))).contains(NextStep.SIGN_IN);
        assertThat(progress(login, Optional.of(SESSION.id()), NOBODY).beforeConsent(NOW)).isEmpty();
    }

    @Test
    void a_sign_in_for_this_request_in_another_browser_session_is_somebody_elses() {
        assertThat(progress(request(Set.of("login")), Optional.of(UUID.randomUUID()), NOBODY).beforeConsent(NOW))
                .contains(NextStep.SIGN_IN);
    }

    @Test
    void asks_for_a_sign_in_again_when_the_last_is_older_than_max_age() {
        assertThat(step(withMaxAge(99), Optional.of(SESSION))).contains(NextStep.SIGN_IN);
        assertThat(step(withMaxAge(100), Optional.of(SESSION))).isEmpty();
        assertThat(step(withMaxAge(0), Optional.of(new BrowserSession(SESSION.id(), PERSON, NOW, List.of()))))
                .contains(NextStep.SIGN_IN);
    }

    @Test
    void asks_whom_with_prompt_select_account() {
        AuthorizationRequest select = request(Set.of("select_account"));

        assertThat(step(select, Optional.of(SESSION))).contains(NextStep.SELECT_ACCOUNT);
        assertThat(progress(select, NOBODY, Optional.of(SESSION.id())).beforeConsent(NOW)).isEmpty();
    }

    @Test
    void gives_up_when_somebody_else_signed_in_than_was_hinted_at() {
        AuthorizationRequest hinted = hintedAt(UUID.randomUUID());

        assertThat(step(hinted, Optional.of(SESSION))).contains(NextStep.SIGN_IN);
        assertThat(progress(hinted, Optional.of(SESSION.id()), NOBODY).beforeConsent(NOW)).contains(NextStep.GIVE_UP);
        assertThat(step(hintedAt(PERSON), Optional.of(SESSION))).isEmpty();
    }

    @Test
    void a_sub_asked_for_by_value_is_a_hint_too() {
        ClaimsRequest other = ClaimsRequest.parse("{\"id_token\":{\"sub\":{\"value\":\"" + UUID.randomUUID() + "\"}}}")
                .orElseThrow();

        assertThat(step(request(Set.of(), OptionalLong.empty(), NOBODY, other), Optional.of(SESSION)))
                .contains(NextStep.SIGN_IN);
    }

    private static Optional<NextStep> step(AuthorizationRequest request, Optional<BrowserSession> session) {
        return new Progress(PendingAuthorization.of(request, Optional.empty()), session).beforeConsent(NOW);
    }

    private static Progress progress(AuthorizationRequest request, Optional<UUID> signedIn, Optional<UUID> chosen) {
        return new Progress(
                new PendingAuthorization(request, Optional.empty(), signedIn, chosen, Optional.empty(), false),
                Optional.of(SESSION));
    }

    private static AuthorizationRequest request(Set<String> prompts) {
        return request(prompts, OptionalLong.empty(), NOBODY, ClaimsRequest.NONE);
    }

    private static AuthorizationRequest withMaxAge(long seconds) {
        return request(Set.of(), OptionalLong.of(seconds), NOBODY, ClaimsRequest.NONE);
    }

    private static AuthorizationRequest hintedAt(UUID person) {
        return request(Set.of(), OptionalLong.empty(), Optional.of(person), ClaimsRequest.NONE);
    }

    private static AuthorizationRequest request(Set<String> prompts, OptionalLong maxAge, Optional<UUID> hinted,
            ClaimsRequest claims) {
        return new AuthorizationRequest("app", "https://app.example/callback", Set.of("openid"), Optional.empty(), "query",
                Optional.empty(), prompts, maxAge, List.of(), Optional.empty(), hinted, claims, Optional.empty(), List.of(),
                Optional.empty());
    }
}
