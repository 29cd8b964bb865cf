package dev.signet.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.signet.local.SignetService;
import dev.signet.proof.Load;
import dev.signet.realclients.ExampleApp;
import dev.signet.realclients.ExampleBuild;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** What can be measured, by name, in the order in which it is. */
final class Parts {
    static final String BARE = "bare Quarkus endpoint";
    static final String JWKS = "JWKS";
    static final String DISCOVERY = "discovery";
    static final String RS256 = "client_credentials RS256";
    static final String ES256 = "client_credentials ES256";
    static final String INTROSPECTION = "introspection";
    static final String REFRESH = "refresh";
    static final String REFRESH_OPENID = "refresh with ID token";
    static final String USERINFO = "userinfo";
    static final String SIGN_IN = "sign-in";
    static final String REGISTRATION = "registration";

    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** Measures something. */
    interface Part {
        void run(Rig rig, Results results) throws Exception;
    }

    Parts() {
        parts.put("start", new StartPart());
        parts.put("bare", Parts::bare);
        parts.put("jwks", driven(JWKS, requests -> requests.get("/.well-known/jwks.json")));
        parts.put("discovery", driven(DISCOVERY, requests -> requests.get("/.well-known/openid-configuration")));
        parts.put("mint", (rig, results) -> {
            driven(RS256, requests -> requests.clientCredentials("RS256")).run(rig, results);
            driven(ES256, requests -> requests.clientCredentials("ES256")).run(rig, results);
        });
        parts.put("introspection", driven(INTROSPECTION, Requests::introspection));
        parts.put("refresh", (rig, results) -> {
            driven(REFRESH, requests -> requests.refresh("email")).run(rig, results);
            driven(REFRESH_OPENID, requests -> requests.refresh("openid email")).run(rig, results);
        });
        parts.put("userinfo", driven(USERINFO, Requests::userInfo));
        parts.put("signin", driven(SIGN_IN, Requests::signIns));
        parts.put("registration", driven(REGISTRATION, Requests::registrations));
        parts.put("storm", new StormPart());
        parts.put("trips", new TripsPart());
        parts.put("growth", new GrowthPart());
    }

    /**
     * @return the names with what goes before them: a bare request that targets are set beside, sign-ins before a storm of them
     */
    static Set<String> withLimits(List<String> names) {
        Set<String> all = new LinkedHashSet<>();
        if (names.contains("mint") || names.contains("introspection")) {
            all.add("bare");
        }
        if (names.contains("storm")) {
            all.add("signin");
        }
        all.addAll(names);
        return all;
    }

    Set<String> names() {
        return parts.keySet();
    }

    Part named(String name) {
        return parts.get(name);
    }

    private static Part driven(String name, Function<Requests, Workload> workload) {
        return (rig, results) -> {
            SignetService service = rig.service();
            try (Load load = rig.load()) {
                Workload requests = workload.apply(new Requests(rig.http(), load));
                results.add(new Gauge(load, service.pid(), rig.stores()).measure(name, requests));
            }
        };
    }

    /** A form in and JSON out, with nothing between: what the stack itself takes. */
    private static void bare(Rig rig, Results results) {
        Path jar = ExampleBuild.of(Path.of("src", "bench", "bare"));
        try (ExampleApp app = ExampleApp.start(jar, rig.jvm(), "/nothing", 404);
                Load load = new Load(List.of(URI.create(app.url(""))), Rig.CONNECTIONS)) {
            RequestOptions request = load.request(0, HttpMethod.POST, "/bare").putHeader("Content-Type", Requests.FORM);
            Buffer form = Buffer.buffer("grant_type=client_credentials");
            results.add(new Gauge(load, app.pid(), rig.stores()).measure(BARE, lane -> load.send(lane, request, form)
                    .map(answer -> answer.status())));
        }
    }
}
