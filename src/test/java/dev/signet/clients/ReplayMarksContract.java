package dev.signet.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

/** What every keeper of replay marks does. */
abstract class ReplayMarksContract {
    static final Duration LIFE = Duration.ofMinutes(5);

    abstract ReplayMarks marks();

    static byte[] proof() {
        return UUID.randomUUID().toString().getBytes(US_ASCII);
    }

    static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    boolean first(byte[] proof) {
        return get(marks().first(proof, Instant.now().plusSeconds(1), LIFE));
    }

    @Test
    void the_first_to_show_a_proof_is_the_first() {
        assertThat(first(proof())).isTrue();
        assertThat(first(proof())).isTrue();
    }

    @Test
    void nobody_shows_a_proof_again() {
        byte[] proof = proof();

        assertThat(first(proof)).isTrue();
        assertThat(first(proof)).isFalse();
        assertThat(first(proof)).isFalse();
    }

    @Test
    void of_fifty_at_once_one_is_the_first() {
        byte[] proof = proof();
        Instant issued = Instant.now().plusSeconds(1);
        List<Uni<Boolean>> all = Stream.generate(() -> marks().first(proof, issued, LIFE)).limit(50).toList();

        assertThat(get(Uni.join().all(all).andFailFast())).filteredOn(first -> first).hasSize(1);
    }
}
