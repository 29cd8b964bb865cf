package dev.signet.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

class StatusStockTest {
    private static final StatusOrder ORDER = new StatusOrder(new byte[] { 9 });
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Integer> asked = new ArrayList<>();
    private final StatusStock stock = new StatusStock(this::block);
    private int unitsOut;
    private long list = 1;
    private Instant closesAt = T.plusSeconds(900);
    private boolean away;

    private Uni<StatusBlock> block(int units) {
        if (away) {
            return Uni.createFrom().failure(new IllegalStateException("Postgres is away"));
        }
        asked.add(units);
        StatusBlock block = new StatusBlock(list, ORDER, unitsOut, units, closesAt);
        unitsOut += units;
        return Uni.createFrom().item(block);
    }

    @Test
    void has_nothing_before_a_block_came() {
        assertThat(stock.next(T)).isEmpty();
    }

    @Test
    void gives_each_entry_once_and_takes_blocks_ahead_of_their_need() {
        fetch();
        Set<StatusEntry> given = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            given.add(stock.next(T).orElseThrow());
        }

        assertThat(given).hasSize(10_000);
    }

    @Test
    void takes_larger_blocks_while_they_are_used_up_quickly_and_no_row_a_token() {
        fetch();
        for (int i = 0; i < 200_000; i++) {
            assertThat(stock.next(T)).isPresent();
        }

        assertThat(asked).startsWith(1, 1, 2, 4).contains(128).doesNotContain(256);
        assertThat(asked.size()).isLessThan(40);
    }

    @Test
    void gives_nothing_of_a_list_that_is_closed() {
        fetch();
        assertThat(stock.next(T)).isPresent();

        assertThat(stock.next(closesAt)).isEmpty();
    }

    @Test
    void goes_on_in_the_next_list_before_the_one_in_use_closes() {
        fetch();
        assertThat(stock.next(T).orElseThrow().list()).isEqualTo(1);
        list = 2;
        Instant before = closesAt.minusSeconds(3);
        Instant closed = closesAt;
        closesAt = closesAt.plusSeconds(900);

        assertThat(stock.next(before).orElseThrow().list()).isEqualTo(1);
        assertThat(stock.next(closed).orElseThrow().list()).isEqualTo(2);
    }

    @Test
    void gives_again_what_came_back() {
        fetch();
        StatusEntry entry = stock.next(T).orElseThrow();
        stock.giveBack(entry);

        assertThat(stock.next(T)).contains(entry);
        assertThat(stock.next(T).orElseThrow()).isNotEqualTo(entry);
    }

    @Test
    void gives_nothing_again_that_is_of_another_list() {
        fetch();
        StatusEntry entry = stock.next(T).orElseThrow();
        stock.giveBack(new StatusEntry(99, entry.index()));

        assertThat(stock.next(T).orElseThrow().list()).isEqualTo(1);
    }

    @Test
    void shares_the_last_entry_while_no_block_can_be_had() {
        fetch();
        StatusEntry last = null;
        for (int i = 0; i < 40; i++) {
            last = stock.next(T).orElseThrow();
        }
        away = true;
        Optional<StatusEntry> next = stock.next(T);
        while (next.isPresent()) {
            last = next.get();
            next = stock.next(T);
        }

        assertThatThrownBy(this::fetch).hasMessage("Postgres is away");
        assertThat(stock.last(T)).contains(last);
        assertThat(stock.last(closesAt.plusSeconds(1))).isEmpty();
    }

    @Test
    void asks_once_however_many_wait() {
        Uni<StatusBlock> one = stock.fetch();
        Uni<StatusBlock> other = stock.fetch();
        one.await().atMost(Duration.ofSeconds(1));
        other.await().atMost(Duration.ofSeconds(1));

        assertThat(asked).hasSize(1);
    }

    private void fetch() {
        StatusBlock unused = stock.fetch().await().atMost(Duration.ofSeconds(1));
    }
}
