package dev.signet.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;

/** Reads an event stream as it comes (HTML §9.2.5), line by line, none longer than its bound. Never blocks. */
final class ServerSentEvents implements BodySubscriber<Void> {
    private static final int LONGEST_LINE = 8_192;
    private static final int LONGEST_DATA = 65_536;

    private final Consumer<ServerSentEvent> reader;
    private final CompletableFuture<Void> body = new CompletableFuture<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String id = "";
    private String event = "";
    private boolean afterCarriageReturn;
    private volatile Subscription subscription;

    /** @param reader takes each event; what it throws ends the stream */
    ServerSentEvents(Consumer<ServerSentEvent> reader) {
        this.reader = reader;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return body;
    }

    /** No lock: either this sees that it was cancelled, or {@link #cancel} sees the subscription. */
    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        if (body.isDone()) {
            begun.cancel();
        } else {
            begun.request(Long.MAX_VALUE);
        }
    }

    /** Ends the call, from any thread. */
    void cancel() {
        body.complete(null);
        Subscription begun = subscription;
        if (begun != null) {
            begun.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining() && !body.isDone()) {
                    take(buffer.get());
                }
            }
        } catch (IOException | RuntimeException e) {
            body.completeExceptionally(e);
            cancel();
        }
    }

    /** A line ends with CR, LF or both. */
    private void take(byte next) throws IOException {
        boolean secondHalf = afterCarriageReturn && next == '\n';
        afterCarriageReturn = next == '\r';
        if (secondHalf) {
            return;
        }
        if (next == '\r' || next == '\n') {
            endLine(line.toString(UTF_8));
            line.reset();
        } else if (line.size() == LONGEST_LINE) {
            throw new IOException("a line of the feed is too long");
        } else {
            line.write(next);
        }
    }

    private void endLine(String text) throws IOException {
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "" -> endEvent(text);
            case "id" -> id = value;
            case "event" -> event = value;
            case "data" -> append(value);
            default -> {
                // a field that is not known is passed over
            }
        }
    }

    private void append(String value) throws IOException {
        if (data.length() + value.length() > LONGEST_DATA) {
            throw new IOException("an event of the feed is too long");
        }
        data.append(value).append('\n');
    }

    /** An empty line ends an event; a line that begins with a colon is a comment. */
    private void endEvent(String text) {
        if (!text.isEmpty()) {
            return;
        }
        if (data.length() > 0) {
            reader.accept(new ServerSentEvent(id, event, data.substring(0, data.length() - 1)));
        }
        event = "";
        data.setLength(0);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(null);
    }
}
