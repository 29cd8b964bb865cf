package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TempDir
    Path folder;
    private Process left;

    @BeforeEach
    void leave_a_process() throws IOException {
        left = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void leave_none() {
        left.destroyForcibly();
    }

    @Test
    void are_stopped_by_the_next_start() {
        new Leftovers(folder).note(new Stoppable(left.pid(), "TERM"));

        new Leftovers(folder).stop();

        assertThat(Await.within(BOUND, () -> !left.isAlive())).isTrue();
        assertThat(left.exitValue()).isEqualTo(128 + 15);
        assertThat(new Leftovers(folder).running()).isEmpty();
    }

    @Test
    void are_not_a_process_that_got_the_number_of_one_that_ended() throws IOException {
        Files.writeString(folder.resolve("processes"), left.pid() + " TERM 2001-01-01T00:00:00Z\n");

        new Leftovers(folder).stop();

        assertThat(left.isAlive()).isTrue();
    }

    @Test
    void are_none_where_nothing_was_started_before() {
        new Leftovers(folder).stop();

        assertThat(new Leftovers(folder).running()).isEmpty();
    }
}
