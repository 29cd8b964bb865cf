package dev.signet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.signet.local.Await;
import io.vertx.core.json.JsonObject;

/** Reads the feed of revocations as any reader of Server-Sent Events does. */
public final class Subscriber implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpURLConnection connection;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean over;
    private volatile boolean clean;

    /** @param id empty where it has none */
    public record Event(String id, String name, JsonObject data) {

        public long number() {
            return Long.parseLong(id);
        }
    }

    private Subscriber(HttpURLConnection connection) {
        this.connection = connection;
        Thread reader = new Thread(this::read, "subscriber");
        reader.setDaemon(true);
        reader.start();
    }

    /** @param headers beside the client's own, e.g. {@code Last-Event-ID} */
    public static Subscriber to(URI base, String clientId, String secret, Map<String, String> headers) {
        try {
            HttpURLConnection connection = (HttpURLConnection) base.resolve("/oauth2/revocations").toURL().openConnection();
            connection.setRequestProperty("Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(UTF_8)));
            connection.setRequestProperty("Accept", "text/event-stream");
            headers.forEach(connection::setRequestProperty);
            assertThat(connection.getResponseCode()).isEqualTo(200);
            return new Subscriber(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String header(String name) {
        return connection.getHeaderField(name);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
            String id = "";
            String name = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                } else if (line.isEmpty() && data.length() > 0) {
                    events.add(new Event(id, name, new JsonObject(data.toString())));
                    id = "";
                    data.setLength(0);
                }
            }
            clean = true;
        } catch (IOException cut) {
            clean = false;
        } finally {
            over = true;
        }
    }

    /** @return the next event, or a failure when there is none within 10 s */
    public Event next() {
        Event event = poll(PATIENCE);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    /** @return the next event within that time, or null */
    public Event poll(Duration bound) {
        try {
            return events.poll(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @return the next event that is no mark */
    public Event nextRevocation() {
        Event event = next();
        while (event.name().equals("mark")) {
            event = next();
        }
        return event;
    }

    /** @return the events before the next mark, and the mark as the last one */
    public List<Event> upToMark() {
        List<Event> heard = new ArrayList<>();
        do {
            heard.add(next());
        } while (!heard.get(heard.size() - 1).name().equals("mark"));
        return heard;
    }

    /** Waits until it was told that it has heard all. */
    public void awaitMark() {
        assertThat(upToMark()).isNotEmpty();
    }

    /** Forgets what was heard so far. */
    public void skip() {
        events.clear();
    }

    /** @return whether the stream was over in that time */
    public boolean overWithin(Duration bound) {
        return Await.within(bound, () -> over);
    }

    /** @return whether it ended as an answer ends, and not by a cut */
    public boolean endedCleanly() {
        return over && clean;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
