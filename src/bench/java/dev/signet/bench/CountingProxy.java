package dev.signet.bench;

import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/**
 * Stands before Postgres and counts how often it is asked. PostgreSQL's frontend/backend protocol 3: a client that waits
 * for an answer has sent {@code Query} or {@code Sync}; what it sends before goes along.
 */
final class CountingProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong trips = new AtomicLong();
    private final NetServer server;
    private final int postgres;

    /** @param postgres port on the loopback */
    CountingProxy(int postgres) {
        this.postgres = postgres;
        this.server = join(vertx.createNetServer().connectHandler(this::accept).listen(0, LOOPBACK));
    }

    int port() {
        return server.actualPort();
    }

    long trips() {
        return trips.get();
    }

    private void accept(NetSocket client) {
        client.pause();
        vertx.createNetClient().connect(postgres, LOOPBACK).onFailure(away -> client.close()).onSuccess(store -> {
            Frontend frontend = new Frontend();
            client.handler(bytes -> {
                frontend.read(bytes);
                store.write(bytes);
            });
            store.handler(client::write);
            client.closeHandler(closed -> store.close());
            store.closeHandler(closed -> client.close());
            client.resume();
        });
    }

    /** The client's half of one connection: a start-up packet, then messages of a type, a length and so many bytes. */
    private final class Frontend {
        private static final int PROTOCOL = 3;
        private static final int LENGTH_BYTES = 4;
        private Buffer unread = Buffer.buffer();
        private boolean started;

        void read(Buffer bytes) {
            unread.appendBuffer(bytes);
            int at = 0;
            int size = size(at);
            while (size > 0 && at + size <= unread.length()) {
                take(at);
                at += size;
                size = size(at);
            }
            unread = unread.getBuffer(at, unread.length());
        }

        /** @return of the message at that place, or 0 where its length is not there yet */
        private int size(int at) {
            int length = started ? at + 1 : at;
            return unread.length() < length + LENGTH_BYTES ? 0 : unread.getInt(length) + length - at;
        }

        private void take(int at) {
            if (started) {
                byte type = unread.getByte(at);
                if (type == 'Q' || type == 'S') {
                    trips.incrementAndGet();
                }
            } else {
                started = unread.getInt(at + LENGTH_BYTES) >>> 16 == PROTOCOL;
            }
        }
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        join(vertx.close());
    }
}
