package dev.signet.captcha;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

/** What every keeper of spent challenges does. */
abstract class SpentChallengesContract {
    static final Instant LATER = Instant.now().plusSeconds(300);

    abstract SpentChallenges spent();

    static byte[] digest() {
        return UUID.randomUUID().toString().substring(0, 32).getBytes(US_ASCII);
    }

    static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void the_first_to_present_a_challenge_spends_it() {
        assertThat(get(spent().spend(digest(), LATER))).isTrue();
        assertThat(get(spent().spend(digest(), LATER))).isTrue();
    }

    @Test
    void nobody_spends_a_challenge_again() {
        byte[] digest = digest();

        assertThat(get(spent().spend(digest, LATER))).isTrue();
        assertThat(get(spent().spend(digest, LATER))).isFalse();
        assertThat(get(spent().spend(digest, LATER.plusSeconds(9)))).isFalse();
    }

    @Test
    void of_fifty_at_once_one_is_the_first() {
        byte[] digest = digest();
        List<Uni<Boolean>> all = Stream.generate(() -> spent().spend(digest, LATER)).limit(50).toList();

        assertThat(get(Uni.join().all(all).andFailFast())).filteredOn(first -> first).hasSize(1);
    }
}
