package dev.signet.signals;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.signet.revocation.RevocationEntry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * One subscriber. Lives on its call's event loop; whatever comes from elsewhere hops there first, in order. It writes as fast
 * as the subscriber reads, and keeps a bounded number of revocations for it meanwhile.
 */
final class FeedStream {
    private static final int CHUNK_CHARACTERS = 16_384;
    /** Much may be revoked at once: a subscriber that goes on reading has time for so many times its buffer. */
    private static final int LONGEST_BURST = 10;

    private final String clientId;
    private final RoutingContext call;
    private final HttpServerResponse response;
    private final int buffer;
    private final BooleanSupplier fresh;
    private final Context context = Vertx.currentContext();
    private final Deque<RevocationEntry> news = new ArrayDeque<>();
    private Iterator<RevocationEntry> first = Collections.emptyIterator();
    private boolean begun;
    private long known;
    private long heard;
    private boolean markDue = true;
    private boolean reads;

    /**
     * @param buffer how many revocations may wait for a subscriber that reads nothing from one beat to the next
     * @param fresh whether a mark may be written now
     */
    FeedStream(String clientId, RoutingContext call, int buffer, BooleanSupplier fresh) {
        this.clientId = clientId;
        this.call = call;
        this.response = call.response();
        this.buffer = buffer;
        this.fresh = fresh;
    }

    String clientId() {
        return clientId;
    }

    /**
     * Writes the head of the answer. No deadline is left then: it is for calls that have not answered.
     *
     * @param known the number up to which entries will be given to {@link #begin}; later ones are offered
     */
    void open(long known, boolean reset) {
        this.known = known;
        heard = known;
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, FeedEndpoint.EVENT_STREAM)
                .putHeader("X-Accel-Buffering", "no");
        write(reset ? FeedEvents.RESET : FeedEvents.SILENCE);
    }

    /** @param entries in order; of those above the number of {@link #open}, which are offered too, some may be missing */
    void begin(List<RevocationEntry> entries) {
        first = entries.stream().filter(entry -> entry.seq() <= known).iterator();
        begun = true;
        pump();
    }

    /** @param entries in order, later than all before */
    void offer(List<RevocationEntry> entries) {
        context.runOnContext(here -> {
            for (RevocationEntry entry : entries) {
                if (entry.seq() > heard) {
                    heard = entry.seq();
                    news.add(entry);
                }
            }
            pump();
            if (news.size() > LONGEST_BURST * (long) buffer) {
                cut();
            }
        });
    }

    /** Says how far the subscriber has heard, as soon as it has; or nothing, while nobody knows how far that is. */
    void beat() {
        context.runOnContext(here -> {
            markDue = true;
            pump();
            if (news.size() > buffer && !reads) {
                cut();
            }
            reads = false;
        });
    }

    /** Ends the stream in good order, or at once where nobody reads it. */
    void end() {
        context.runOnContext(here -> {
            if (response.writeQueueFull()) {
                cut();
            } else if (!over()) {
                response.end();
            }
        });
    }

    /** The connection's own {@code close}, and its channel's, wait until what was written is read. */
    private void cut() {
        ((ConnectionBase) call.request().connection()).channelHandlerContext().close();
    }

    private boolean over() {
        return response.ended() || response.closed();
    }

    private void pump() {
        while (begun && !over() && !response.writeQueueFull()) {
            String chunk = next();
            if (chunk.isEmpty()) {
                return;
            }
            write(chunk);
            reads = true;
        }
        if (!over() && response.writeQueueFull()) {
            response.drainHandler(drained -> pump());
        }
    }

    private String next() {
        StringBuilder chunk = new StringBuilder();
        while (chunk.length() < CHUNK_CHARACTERS && (first.hasNext() || !news.isEmpty())) {
            chunk.append(FeedEvents.revocation(first.hasNext() ? first.next() : news.poll()));
        }
        if (chunk.isEmpty() && markDue) {
            markDue = false;
            return fresh.getAsBoolean() ? FeedEvents.mark(heard) : FeedEvents.SILENCE;
        }
        return chunk.toString();
    }

    private void write(String events) {
        response.write(Buffer.buffer(events));
    }
}
