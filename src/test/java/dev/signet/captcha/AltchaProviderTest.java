package dev.signet.captcha;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import org.altcha.altcha.Altcha;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.http.ClientAddress;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

class AltchaProviderTest {
    private static final Instant EXPIRES_AT = Instant.parse("2030-01-02T03:09:05Z");

    private final AltchaProvider provider = new AltchaProvider(Settings.of("altcha"), Seals.under("our key"));
    private final AltchaChallenge challenge = pose(provider);

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    private static AltchaChallenge pose(AltchaProvider provider) {
        return get(provider.pose(EXPIRES_AT)).challenge().orElseThrow();
    }

    private boolean judge(String answer) {
        return get(provider.judge(new Attempt(answer, Purpose.LOGIN, ClientAddress.parse("127.0.0.1"),
                candidate -> candidate.equals(challenge.challenge()))));
    }

    /** As the widget does it: count up until the hash fits. */
    private static JsonObject solve(AltchaChallenge challenge) throws Exception {
        Altcha.Solution solution = Altcha.solveChallenge(challenge.challenge(), challenge.salt(), Altcha.Algorithm.SHA256,
                challenge.maxnumber(), 0);
        return new JsonObject().put("algorithm", challenge.algorithm()).put("challenge", challenge.challenge())
                .put("number", solution.number).put("salt", challenge.salt()).put("signature", challenge.signature());
    }

    private static String payload(JsonObject json) {
        return Base64.getEncoder().encodeToString(json.encode().getBytes(UTF_8));
    }

    @Test
    void poses_a_v1_challenge() {
        assertThat(challenge.algorithm()).isEqualTo("SHA-256");
        assertThat(challenge.challenge()).matches("[0-9a-f]{64}");
        assertThat(challenge.signature()).matches("[0-9a-f]{64}");
        assertThat(challenge.maxnumber()).isEqualTo(1_000);
        assertThat(challenge.salt()).contains("expires=" + EXPIRES_AT.getEpochSecond());
    }

    @Test
    void accepts_the_number() throws Exception {
        assertThat(judge(payload(solve(challenge)))).isTrue();
    }

    @Test
    void rejects_another_number() throws Exception {
        JsonObject solved = solve(challenge);

        assertThat(judge(payload(solved.copy().put("number", solved.getInteger("number") + 1)))).isFalse();
        assertThat(judge(payload(solved.copy().put("number", -1)))).isFalse();
    }

    @Test
    void rejects_the_solution_of_another_challenge() throws Exception {
        assertThat(judge(payload(solve(pose(provider))))).isFalse();
    }

    @Test
    void rejects_a_challenge_that_someone_else_signed() throws Exception {
        AltchaChallenge theirs = pose(new AltchaProvider(Settings.of("altcha"), Seals.under("their key")));
        JsonObject solved = solve(theirs);

        assertThat(
                get(provider.judge(new Attempt(payload(solved), Purpose.LOGIN, ClientAddress.parse("127.0.0.1"), any -> true))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "algorithm", "challenge", "number", "salt", "signature" })
    void rejects_a_payload_that_lacks_a_member(String member) throws Exception {
        JsonObject solved = solve(challenge);

        assertThat(judge(payload(solved.copy().putNull(member)))).isFalse();
        assertThat(judge(payload(solved.copy().put(member, new JsonObject())))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "K7WM4P", "bm8ganNvbg==", "W10=", "bnVsbA==", "e30=", "\u0000", "\ud83d" })
    void rejects_what_is_no_payload(String answer) {
        assertThat(judge(answer)).isFalse();
    }

    @Test
    void rejects_a_payload_of_any_size_without_reading_it() throws Exception {
        String padded = payload(solve(challenge).put("padding", "x".repeat(2_048)));

        assertThat(judge(padded)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, 999, 10_000_001 })
    void start_refuses_an_amount_of_work_out_of_bounds(long maxNumber) {
        assertThatThrownBy(() -> new AltchaProvider(Settings.of("altcha").withMaxNumber(maxNumber), Seals.under("our key")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("signet.captcha.altcha.max-number is " + maxNumber);
    }
}
