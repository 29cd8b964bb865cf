package dev.signet.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.signet.proof.Load;
import dev.signet.proof.People;
import dev.signet.testing.Admin;
import dev.signet.testing.FirstParty;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The workloads, each with what it needs before it can begin. */
final class Requests {
    static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int CREATED = 201;
    /** The service is busy, and says so: no error of the workload's, and no request that was served. */
    private static final int UNAVAILABLE = 503;
    /** The default limit: the fourth from an address within 5 minutes is refused. */
    private static final int REGISTRATIONS_AN_ADDRESS = 3;
    private static final int TOKENS = 2_000;
    private static final int PEOPLE = 8;
    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Http http;
    private final Load load;

    Requests(Http http, Load load) {
        this.http = http;
        this.load = load;
    }

    Workload get(String path) {
        RequestOptions request = load.request(0, HttpMethod.GET, path);
        return lane -> send(lane, request, Buffer.buffer(), OK);
    }

    /** @param algorithm {@code access_token_signed_response_alg} of the client */
    Workload clientCredentials(String algorithm) {
        RequestOptions request = post("/oauth2/token", FORM).putHeader("Authorization", basic(client(algorithm)));
        Buffer form = Buffer.buffer("grant_type=client_credentials");
        return lane -> send(lane, request, form, OK);
    }

    /** @return RFC 7662 requests about many live access tokens, by RS256 */
    Workload introspection() {
        String client = basic(client("RS256"));
        RequestOptions request = post("/oauth2/introspect", FORM).putHeader("Authorization", client);
        List<Buffer> forms = tokens(client).stream().map(token -> Buffer.buffer("token=" + token)).toList();
        AtomicInteger turn = new AtomicInteger();
        return lane -> load.send(lane, request, forms.get(Math.floorMod(turn.getAndIncrement(), forms.size())))
                .map(answer -> active(answer));
    }

    private static int active(HttpAnswer answer) {
        if (answer.text().contains("\"active\":false")) {
            throw new IllegalStateException("answered " + answer);
        }
        return expect(answer, OK).status();
    }

    private List<String> tokens(String client) {
        ConcurrentLinkedQueue<String> tokens = new ConcurrentLinkedQueue<>();
        RequestOptions request = post("/oauth2/token", FORM).putHeader("Authorization", client);
        Buffer form = Buffer.buffer("grant_type=client_credentials");
        Object unused = load.run(TOKENS, Duration.ofMinutes(1), lane -> load.send(lane, request, form)
                .onSuccess(answer -> {
                    if (answer.status() == OK) {
                        tokens.add(answer.json().getString("access_token"));
                    }
                }));
        return List.copyOf(tokens);
    }

    /** @param scope of the sign-in; with {@code openid} each answer has an ID token, which is a second signature */
    Workload refresh(String scope) {
        FirstParty client = patiently(() -> FirstParty.register(http, new JsonObject()));
        String[] successors = IntStream.range(0, load.lanes()).mapToObj(this::person)
                .map(person -> patiently(() -> signIn(client, person, scope)))
                .map(signedIn -> signedIn.getString("refresh_token")).toArray(String[]::new);
        RequestOptions request = post("/oauth2/token", FORM).putHeader("Authorization", basic(client.id(), client.secret()));
        return lane -> load.send(lane, request, form(Map.of("grant_type", "refresh_token", "refresh_token", successors[lane])))
                .map(answer -> {
                    if (expect(answer, OK).status() == OK) {
                        successors[lane] = answer.json().getString("refresh_token");
                    }
                    return answer.status();
                });
    }

    private static JsonObject signIn(FirstParty client, Person person, String scope) {
        HttpAnswer answer = person.http().request("POST", "/api/v1/login").basic(client.id(), client.secret())
                .json(new JsonObject().put("identifier", person.username()).put("password", Person.PASSWORD)
                        .put("scope", scope))
                .send();
        if (answer.status() != OK) {
            throw new IllegalStateException("answered " + answer);
        }
        return answer.json();
    }

    /** @return OpenID Connect requests with the tokens of a few people */
    Workload userInfo() {
        List<RequestOptions> requests = IntStream.range(0, PEOPLE).mapToObj(this::person)
                .map(person -> patiently(() -> person.signIn("openid profile email")).getString("access_token"))
                .map(token -> load.request(0, HttpMethod.GET, "/oauth2/userinfo").putHeader("Authorization", "Bearer " + token))
                .toList();
        return lane -> send(lane, requests.get(lane % PEOPLE), Buffer.buffer(), OK);
    }

    /** @return sign-ins with the right password, each lane one person at an address of its own */
    Workload signIns() {
        List<String> names = IntStream.range(0, load.lanes()).mapToObj(this::person).map(Person::username).toList();
        AtomicInteger turn = new AtomicInteger();
        return signIns(() -> names.get(Math.floorMod(turn.getAndIncrement(), names.size())));
    }

    /** @param names whose password is that of every {@link Person}; asked for each request */
    Workload signIns(Supplier<String> names) {
        IntStream.range(0, load.lanes()).forEach(load::move);
        RequestOptions request = post("/api/v1/login", JSON);
        return lane -> send(lane, request, new JsonObject().put("identifier", names.get()).put("password", Person.PASSWORD)
                .toBuffer(), OK);
    }

    /** @return registrations of new people, three from each address */
    Workload registrations() {
        int[] left = new int[load.lanes()];
        RequestOptions request = post("/api/v1/users", JSON);
        return lane -> {
            if (left[lane]-- == 0) {
                load.move(lane);
                left[lane] = REGISTRATIONS_AN_ADDRESS - 1;
            }
            JsonObject body = new JsonObject().put("username", Person.unique()).put("password", Person.PASSWORD);
            return send(lane, request, body.toBuffer(), CREATED);
        };
    }

    private Person person(int any) {
        return patiently(() -> People.register(http));
    }

    /** The first calls of a service that is cold may run into its deadline, on a machine that has other work. */
    private static <T> T patiently(Supplier<T> step) {
        for (int left = ATTEMPTS; left > 1; left--) {
            try {
                return step.get();
            } catch (AssertionError | IllegalStateException busy) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return step.get();
    }

    private JsonObject client(String algorithm) {
        JsonObject metadata = new JsonObject().put("client_name", "bench " + algorithm)
                .put("grant_types", new JsonArray().add("client_credentials"))
                .put("access_token_signed_response_alg", algorithm);
        return patiently(() -> Admin.at(http).register(metadata));
    }

    private RequestOptions post(String path, String type) {
        return load.request(0, HttpMethod.POST, path).putHeader("Content-Type", type);
    }

    private Future<Integer> send(int lane, RequestOptions request, Buffer body, int expected) {
        return load.send(lane, request, body).map(answer -> expect(answer, expected).status());
    }

    private static HttpAnswer expect(HttpAnswer answer, int expected) {
        if (answer.status() != expected && answer.status() != UNAVAILABLE) {
            throw new IllegalStateException("answered " + answer);
        }
        return answer;
    }

    private static String basic(JsonObject client) {
        return basic(client.getString("client_id"), client.getString("client_secret"));
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static Buffer form(Map<String, String> fields) {
        return Buffer.buffer(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }
}
