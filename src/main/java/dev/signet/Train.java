package dev.signet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;

import jakarta.inject.Inject;

import dev.signet.clients.Clients;
import dev.signet.stores.Training;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;

/**
 * The command {@code train}: a start without stores, with a client and keys that nobody keeps, then calls to itself over the
 * loopback. The image is built with it: the JVM keeps which classes a start and the first calls take.
 */
public class Train implements QuarkusApplication {
    static final String NAME = "train";
    private static final String ID = "trainee";
    /** What the JVM counts of a method is of more use once it was called a few times. */
    private static final int ROUNDS = 40;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final Clients clients;

    @Inject
    Train(HttpServer server, Clients clients) {
        this.server = server;
        this.clients = clients;
    }

    /** Does not come back: the JVM ends, 0 when every call was answered as it should be. */
    static void run() {
        Training.begin();
        System.setProperty("quarkus.profile", "prod,train");
        Quarkus.run(Train.class, Train::end);
    }

    private static void end(int exitCode, Throwable failure) {
        if (failure != null) {
            failure.printStackTrace();
        }
        System.exit(failure == null ? exitCode : 1);
    }

    @Override
    public int run(String... args) throws IOException, InterruptedException {
        clients.holdForTraining(ID, ID);
        for (int round = 0; round < ROUNDS; round++) {
            callAll();
        }
        return 0;
    }

    private void callAll() throws IOException, InterruptedException {
        String token = tokenOf(answer(200, form("/oauth2/token", "grant_type=client_credentials")));
        for (String path : List.of("/.well-known/jwks.json", "/.well-known/openid-configuration")) {
            expect(200, get(server.getPort(), path));
        }
        expect(200, get(server.getManagementPort(), "/q/health/live"));
        // what needs a store says that it is away, by the same way as an answer goes
        expect(503, get(server.getManagementPort(), "/q/health/ready"));
        expect(503, form("/oauth2/introspect", "token=" + token));
    }

    private static HttpRequest get(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    }

    private HttpRequest form(String path, String body) {
        return HttpRequest.newBuilder(get(server.getPort(), path).uri())
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((ID + ":" + ID).getBytes(UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)).build();
    }

    private void expect(int status, HttpRequest call) throws IOException, InterruptedException {
        String unused = answer(status, call);
    }

    private String answer(int status, HttpRequest call) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(call, BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IllegalStateException(call + ": " + answer.statusCode() + ", not " + status + ": " + answer.body());
        }
        return answer.body();
    }

    private static String tokenOf(String answer) {
        return answer.replaceFirst("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
    }
}
