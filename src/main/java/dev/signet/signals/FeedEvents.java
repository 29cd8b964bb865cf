package dev.signet.signals;

import java.util.OptionalLong;

import dev.signet.revocation.RevocationEntry;
import io.vertx.core.json.JsonObject;

/** What a subscriber reads, as Server-Sent Events (HTML Living Standard §9.2.5). */
final class FeedEvents {
    /**
     * Before the whole list: what the subscriber holds comes from a log that is no longer. It has no id, so it is no progress.
     */
    static final String RESET = "event: reset\ndata: {}\n\n";

    /** A comment, which readers pass over: it says nothing, and keeps proxies from cutting a stream that is silent for long. */
    static final String SILENCE = ":\n\n";

    private FeedEvents() {
    }

    static String revocation(RevocationEntry entry) {
        JsonObject data = new JsonObject().put("kind", entry.revocation().kind().text())
                .put("value", entry.revocation().value());
        OptionalLong cut = entry.cut();
        if (cut.isPresent()) {
            data.put("cut", cut.getAsLong());
        }
        return event(entry.seq(), "revocation", data.put("exp", entry.expiresAt().getEpochSecond() + 1));
    }

    /** @param seq the number up to which the subscriber has heard everything */
    static String mark(long seq) {
        return event(seq, "mark", new JsonObject().put("seq", seq));
    }

    private static String event(long id, String event, JsonObject data) {
        return "id: " + id + "\nevent: " + event + "\ndata: " + data.encode() + "\n\n";
    }
}
