package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The event stream format (HTML §9.2.5), in whatever pieces it comes. */
class ServerSentEventsTest {
    private final List<ServerSentEvent> read = new ArrayList<>();
    private final ServerSentEvents events = new ServerSentEvents(read::add);

    private void comes(String... pieces) {
        for (String piece : pieces) {
            events.onNext(List.of(ByteBuffer.wrap(piece.getBytes(UTF_8))));
        }
    }

    @Test
    void reads_events_with_any_end_of_line_and_in_any_pieces() {
        comes("id: 1\nevent: a\ndata: x\n\n", "id: 2\r\neve", "nt: b\r", "\ndata:y\r\n\r\n", "id: 3\rdata: z\r\r");

        assertThat(read).containsExactly(new ServerSentEvent("1", "a", "x"), new ServerSentEvent("2", "b", "y"),
                new ServerSentEvent("3", "", "z"));
    }

    @Test
    void keeps_the_id_joins_data_and_passes_over_comments_and_unknown_fields() {
        comes("id: 7\ndata: a\n\n: comment\nretry: 9\ndata: b\ndata: é\ndata\n\n", "event: none\n\n", "data: c\n\n");

        assertThat(read).containsExactly(new ServerSentEvent("7", "", "a"), new ServerSentEvent("7", "", "b\né\n"),
                new ServerSentEvent("7", "", "c"));
    }

    @Test
    void gives_up_a_line_or_an_event_without_an_end() {
        comes("data: " + "x".repeat(8_187) + "\n");

        assertThat(events.getBody().toCompletableFuture()).isCompletedExceptionally();
        ServerSentEvents many = new ServerSentEvents(read::add);
        for (int i = 0; i < 100; i++) {
            many.onNext(List.of(ByteBuffer.wrap(("data: " + "x".repeat(1_000) + "\n").getBytes(UTF_8))));
        }
        assertThat(many.getBody().toCompletableFuture()).isCompletedExceptionally();
        assertThat(read).isEmpty();
    }

    @Test
    void reads_nothing_after_its_end() {
        events.cancel();
        comes("data: a\n\n");

        assertThat(read).isEmpty();
    }
}
