package dev.signet.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;

class RedisTurnsTest {
    private final RedisTurns turns = new RedisTurns(2);
    private final List<String> started = new ArrayList<>();
    private final List<UniEmitter<? super String>> open = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();

    @Test
    void lets_the_rest_wait_and_begin_in_turn() {
        List.of("a", "b", "c", "d").forEach(this::begin);
        assertThat(started).containsExactly("a", "b");

        open.get(0).complete("done");
        assertThat(started).containsExactly("a", "b", "c");
        assertThat(ended).containsExactly("a");
        open.get(2).complete("done");
        assertThat(started).containsExactly("a", "b", "c", "d");
    }

    @Test
    void takes_a_turn_back_from_one_that_failed() {
        List.of("a", "b", "c").forEach(this::begin);

        open.get(1).fail(new IOException("closed"));

        assertThat(started).containsExactly("a", "b", "c");
        assertThat(ended).containsExactly("b: closed");
    }

    @Test
    void takes_a_turn_back_from_one_that_never_began() {
        for (int i = 0; i < 3; i++) {
            Cancellable unused = turns.call(() -> {
                throw new IllegalStateException("no command");
            }).subscribe().with(answer -> ended.add("?"), failure -> ended.add(failure.getMessage()));
        }

        assertThat(ended).containsExactly("no command", "no command", "no command");
    }

    @Test
    void never_starts_what_nobody_waits_for_any_more() {
        List.of("a", "b").forEach(this::begin);
        Cancellable tired = ask("c");
        begin("d");

        tired.cancel();
        open.get(0).complete("done");

        assertThat(started).containsExactly("a", "b", "d");
    }

    /** Who gave up waiting does not give its connections back by that. */
    @Test
    void holds_a_turn_until_the_command_has_ended() {
        Cancellable tired = ask("a");
        List.of("b", "c").forEach(this::begin);

        tired.cancel();
        assertThat(started).containsExactly("a", "b");
        open.get(0).complete("late");
        assertThat(started).containsExactly("a", "b", "c");
    }

    @Test
    void names_no_password_and_knows_a_node_that_cannot_be_reached() {
        Throwable named = RedisGuard.named(new ConnectException("Failed to connect to all nodes of the cluster\n"
                + "- rediss://signet:s3cret%2F@10.0.0.7:6379: refused\n- redis://:other@[::1]:6379: refused"));

        assertThat(named.getClass()).isEqualTo(IOException.class);
        assertThat(named).hasMessage("Failed to connect to all nodes of the cluster\n"
                + "- rediss://10.0.0.7:6379: refused\n- redis://[::1]:6379: refused");
        assertThat(RedisGuard.named(new IllegalStateException("ours"))).isInstanceOf(IllegalStateException.class);
    }

    private void begin(String name) {
        Cancellable unused = ask(name);
    }

    private Cancellable ask(String name) {
        Supplier<Uni<String>> command = () -> Uni.createFrom().emitter(answer -> {
            started.add(name);
            open.add(answer);
        });
        return turns.call(command).subscribe().with(answer -> ended.add(name),
                failure -> ended.add(name + ": " + failure.getMessage()));
    }
}
