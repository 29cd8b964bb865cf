package dev.signet.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.signet.testing.RelyingParty;

/** A client's own site on the loopback: its page shows what it was sent. */
final class ClientSite implements AutoCloseable {
    private static final String PAGE = "<!doctype html><html lang=en><title>Client</title><h1>Arrived</h1><p>%s %s</p><pre>%s</pre>";

    private final HttpServer server;

    private ClientSite(HttpServer server) {
        this.server = server;
    }

    static ClientSite start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ClientSite::answer);
        server.start();
        return new ClientSite(server);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String sent = exchange.getRequestMethod().equals("POST") ? new String(exchange.getRequestBody().readAllBytes(), UTF_8)
                : String.valueOf(exchange.getRequestURI().getRawQuery());
        byte[] page = PAGE.formatted(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                sent.replace("&", "&amp;").replace("<", "&lt;")).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Waits until the browser is there. @return what it brought */
    Map<String, String> arrival(Page page, String path) {
        page.waitForURL(url -> url.startsWith(url(path)));
        return RelyingParty.parameters(url(path) + "?" + page.locator("pre").textContent());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
