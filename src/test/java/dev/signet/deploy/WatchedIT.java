package dev.signet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.signet.local.Await;
import dev.signet.local.SignetService;
import dev.signet.testing.Admin;
import dev.signet.testing.Altcha;
import dev.signet.testing.Http;
import dev.signet.testing.Person;
import dev.signet.testing.SignetTest;

/** What probes, Prometheus, the dashboard and the alerts ask for is there, at the running service. */
@SignetTest
class WatchedIT {
    private static final File DASHBOARD = new File("deploy/grafana/signet.json");
    private static final File ALERTS = new File("deploy/k8s/components/monitoring/alerts.yaml");
    /** A label in front of the value, as the text format has them; and the sample's name. */
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_][a-z0-9_]*)(?:\\{(.*)\\})? ");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");
    /** Counted when something goes wrong that this test does not do; registered under these names by the code. */
    private static final Map<String, String> SELDOM = Map.of(
            "signet_limits_refused_total", "signet.limits.refused",
            "signet_limits_away_total", "signet.limits.away",
            "signet_signals_pushed_total", "signet.signals.pushed");

    private final Http management;
    private final Http http;

    WatchedIT(SignetService service, Http http) {
        this.management = Http.to(service.managementUri());
        this.http = http;
    }

    @ParameterizedTest
    @MethodSource("dev.signet.deploy.Renderings#names")
    void probes_and_prometheus_ask_for_paths_that_are_there(String rendering) {
        List<String> paths = Pods.managementPaths(Renderings.of(rendering));

        assertThat(paths).hasSizeGreaterThanOrEqualTo(3);
        assertThat(paths).allSatisfy(path -> assertThat(management.get(path).status()).as(path).isEqualTo(200));
    }

    @Test
    void the_dashboard_asks_for_metrics_that_are_there() throws IOException {
        assertThat(missing(new ObjectMapper().readTree(DASHBOARD).findValues("expr"))).isEmpty();
    }

    @Test
    void the_alerts_ask_for_metrics_that_are_there() throws IOException {
        assertThat(missing(new YAMLMapper().readTree(ALERTS).findValues("expr"))).isEmpty();
    }

    @Test
    void a_metric_or_a_label_that_is_not_there_is_named() {
        assertThat(missing(List.of(query("max(signet_redis_awry)")))).containsExactly("signet_redis_awry");
        assertThat(missing(List.of(query("sum by (kind) (rate(signet_tokens_minted_total[5m])) > 1"))))
                .containsExactly("signet_tokens_minted_total has no [kind]");
        assertThat(missing(List.of(query("rate(signet_sign_ins_total{result=\"refused\"}[5m])"))))
                .containsExactly("signet_sign_ins_total has no [result]");
    }

    private static JsonNode query(String text) {
        return new ObjectMapper().getNodeFactory().textNode(text);
    }

    private List<String> missing(List<JsonNode> queries) {
        Map<String, Set<String>> labels = scrape();
        return queries.stream().flatMap(query -> Promql.asked(query.asText()).stream())
                .flatMap(asked -> missing(asked, labels)).distinct().toList();
    }

    private static Stream<String> missing(Promql.Asked asked, Map<String, Set<String>> labels) {
        if (isRegistered(SELDOM.get(asked.metric()))) {
            return Stream.empty();
        }
        if (!labels.containsKey(asked.metric())) {
            return Stream.of(asked.metric());
        }
        Set<String> unknown = new TreeSet<>(asked.labels());
        unknown.removeAll(labels.get(asked.metric()));
        return unknown.isEmpty() ? Stream.empty() : Stream.of(asked.metric() + " has no " + unknown);
    }

    private static boolean isRegistered(String meter) {
        if (meter == null) {
            return false;
        }
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            return sources.filter(Files::isRegularFile).anyMatch(source -> read(source).contains('"' + meter + '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the labels of each metric, after somebody has come and a service has asked for a token */
    private Map<String, Set<String>> scrape() {
        Person person = Person.register(http);
        assertThat(person.signIn()).isNotNull();
        assertThat(person.tryPassword("wrong").status()).isEqualTo(401);
        assertThat(Altcha.solve(http, "login")).isNotNull();
        assertThat(Admin.at(http).request("GET", "/api/v1/admin/keys").send().status()).isEqualTo(200);
        // the age of the keys is there from the first look at them on, some seconds after a start
        Await.until(Duration.ofSeconds(30), "the first look at the keys",
                () -> management.get("/q/metrics").text().contains("signet_keys_signing_age_seconds"));
        Map<String, Set<String>> labels = new TreeMap<>();
        Matcher samples = SAMPLE.matcher(management.get("/q/metrics").text());
        while (samples.find()) {
            Set<String> own = labels.computeIfAbsent(samples.group(1), name -> new TreeSet<>());
            if (samples.group(2) != null) {
                LABEL.matcher(samples.group(2)).results().forEach(label -> own.add(label.group(1)));
            }
        }
        return labels;
    }
}
