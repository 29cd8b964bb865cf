package dev.signet.proof;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** What the replicas reach one store through: can be made slow, be cut, and refuse connections as a stopped store does. */
final class Wire implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private final int store;
    private NetServer server;
    private volatile long delayMillis;

    /**
     * @param port where it listens
     * @param store the port of the store
     */
    Wire(int port, int store) {
        this.port = port;
        this.store = store;
        accept();
    }

    int port() {
        return port;
    }

    /** Lets connections in, at first and after {@link #refuse}. */
    void accept() {
        server = vertx.createNetServer().connectHandler(this::join);
        server.listen(port, LOOPBACK).toCompletionStage().toCompletableFuture().join();
    }

    /** Takes no connection more, and ends those that are open. */
    void refuse() {
        server.close().toCompletionStage().toCompletableFuture().join();
        cut();
    }

    /** Ends the connections that are open. */
    void cut() {
        open.forEach(NetSocket::close);
    }

    /** @param millis that each request to the store is held back from now on */
    void delay(long millis) {
        delayMillis = millis;
    }

    private void join(NetSocket replica) {
        replica.pause();
        open.add(replica);
        replica.closeHandler(closed -> open.remove(replica));
        client.connect(store, LOOPBACK).onFailure(e -> replica.close()).onSuccess(behind -> join(replica, behind));
    }

    private void join(NetSocket replica, NetSocket behind) {
        replica.closeHandler(closed -> {
            open.remove(replica);
            behind.close();
        });
        behind.closeHandler(closed -> replica.close());
        behind.handler(replica::write);
        Queue<Buffer> held = new ArrayDeque<>();
        replica.handler(buffer -> pass(buffer, behind, held));
        replica.resume();
    }

    /** All on one event loop: each timer lets the eldest go, so that the order stays. */
    private void pass(Buffer buffer, NetSocket behind, Queue<Buffer> held) {
        if (delayMillis == 0 && held.isEmpty()) {
            behind.write(buffer);
            return;
        }
        held.add(buffer);
        vertx.setTimer(Math.max(1, delayMillis), due -> behind.write(held.remove()));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
