package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

import com.sun.net.httpserver.HttpExchange;

/** The feed of a stub issuer: it says what a test says, as it is said, to whoever is connected. */
final class StubFeed {
    private static final String END = "";

    private final List<LinkedBlockingQueue<String>> subscribers = new CopyOnWriteArrayList<>();
    /** What each new subscriber is told at first. */
    private volatile String greeting = "";

    void greetsWith(String events) {
        greeting = events;
    }

    static String revocation(long id, String data) {
        return "id: " + id + "\nevent: revocation\ndata: " + data + "\n\n";
    }

    static String mark(long id) {
        return "id: " + id + "\nevent: mark\ndata: {\"seq\":" + id + "}\n\n";
    }

    static String reset() {
        return "event: reset\ndata: {}\n\n";
    }

    void says(String events) {
        subscribers.forEach(queue -> queue.add(events));
    }

    boolean isHeard() {
        return !subscribers.isEmpty();
    }

    /** Ends every connection. */
    void cut() {
        says(END);
    }

    void serve(HttpExchange exchange) throws IOException {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        say(exchange, greeting);
        subscribers.add(queue);
        try {
            for (String events = queue.take(); !events.equals(END); events = queue.take()) {
                say(exchange, events);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            subscribers.remove(queue);
            exchange.close();
        }
    }

    private static void say(HttpExchange exchange, String events) throws IOException {
        exchange.getResponseBody().write(events.getBytes(UTF_8));
        exchange.getResponseBody().flush();
    }
}
