package dev.signet.errors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** HTTP/1.1 as bytes, one connection a call: a client library would refuse to send most of what is tested here. */
public final class Wire {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 5_000;

    private final URI base;
    private String from = "127.0.0.1";

    public Wire(URI base) {
        this.base = base;
    }

    /** @return the same service, called from another address of this machine */
    public Wire from(String address) {
        Wire other = new Wire(base);
        other.from = address;
        return other;
    }

    /** One answer; header names in any case. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).map(values -> String.join(" AND ", values));
        }

        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    public Answer get(String target, String... headers) throws IOException {
        return send("GET", target, new byte[0], headers);
    }

    /** @param contentType null for none */
    public Answer post(String target, String contentType, byte[] body, String... headers) throws IOException {
        String type = contentType == null ? "X-None: 1" : "Content-Type: " + contentType;
        String[] all = java.util.stream.Stream.concat(
                java.util.stream.Stream.of(type, "Content-Length: " + body.length), java.util.stream.Stream.of(headers))
                .toArray(String[]::new);
        return send("POST", target, body, all);
    }

    public Answer json(String target, String body, String... headers) throws IOException {
        return post(target, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer send(String method, String target, byte[] body, String... headers) throws IOException {
        String head = method + " " + target + " HTTP/1.1\r\nHost: signet\r\nConnection: close\r\n"
                + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.getBytes(StandardCharsets.ISO_8859_1));
        request.write(body);
        return parse(raw(request.toByteArray()));
    }

    /** @return all that comes until the service closes */
    public String raw(byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), base.getPort()));
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Answer parse(String answer) {
        String[] parts = answer.split("\r\n\r\n", 2);
        String[] lines = parts[0].split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": ?", 2);
            headers.computeIfAbsent(header[0], name -> new java.util.ArrayList<>()).add(header[1]);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, parts.length == 2 ? parts[1] : "");
    }
}
