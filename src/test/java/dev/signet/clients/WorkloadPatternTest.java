package dev.signet.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which service accounts a pattern is of. */
class WorkloadPatternTest {

    @ParameterizedTest
    @CsvSource({ "prod:system:serviceaccount:shop:orders, shop, orders, true",
            "prod:system:serviceaccount:shop:orders, shop, orders2, false",
            "prod:system:serviceaccount:shop:orders, shop2, orders, false",
            "test:system:serviceaccount:shop:orders, shop, orders, false",
            "prod:system:serviceaccount:shop:*, shop, orders, true",
            "prod:system:serviceaccount:shop:*, shop, a.b-c, true",
            "prod:system:serviceaccount:shop:*, shop, default, false",
            "prod:system:serviceaccount:shop:d*t, shop, default, false",
            "prod:system:serviceaccount:shop:d*t, shop, dt, true",
            "prod:system:serviceaccount:shop:default, shop, default, true",
            "prod:system:serviceaccount:shop:default, shop, orders, false",
            "prod:system:serviceaccount:*:orders, any, orders, true",
            "prod:system:serviceaccount:team-*:orders, team-a, orders, true",
            "prod:system:serviceaccount:team-*:orders, team, orders, false",
            "prod:system:serviceaccount:aba*aba:orders, aba, orders, false",
            "prod:system:serviceaccount:aba*aba:orders, abaaba, orders, true",
            "prod:system:serviceaccount:shop:a.b, shop, a.b, true",
            "prod:system:serviceaccount:shop:a.b, shop, axb, false" })
    void matches_segment_by_segment(String pattern, String namespace, String name, boolean matches) {
        assertThat(WorkloadPattern.read(pattern).orElseThrow().matches(new Workload("prod", namespace, name)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "*", "system:serviceaccount:shop:orders", "*:system:serviceaccount:shop:orders",
            "prod:system:serviceaccount:shop", "prod:system:serviceaccount:shop:", "prod:system:serviceaccount::orders",
            ":system:serviceaccount:shop:orders", "prod:system:serviceaccount:shop:orders:x", "prod:system:serviceaccount:*",
            "prod:system:*:shop:orders", "prod:*:serviceaccount:shop:orders", "prod:system:node:shop:orders",
            "Prod:system:serviceaccount:shop:orders", "prod:system:serviceaccount:Shop:orders",
            "prod:system:serviceaccount:shop:Orders", "prod:system:serviceaccount:shop:**", "prod:system:serviceaccount:s*p*:x",
            "prod:system:serviceaccount:shop:or ders", "prod:system:serviceaccount:shop:орders",
            "prod:system:serviceaccount:shop:orders\n", "prod:system:serviceaccount:shop.x:orders",
            "prod:system:serviceaccount:*:default", "prod:system:serviceaccount:sh*:default" })
    void is_refused_where_it_could_be_of_more_than_it_says(String pattern) {
        assertThat(WorkloadPattern.read(pattern)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "system:serviceaccount:shop:orders:", "system:serviceaccount:shop", "system:serviceaccount:shop:",
            "system:serviceaccount::orders", "system:serviceaccount:sh.op:orders", "system:serviceaccount:shop:or..ders",
            "system:serviceaccount:shop:-orders", "system:serviceaccount:shop:orders\n", "system:serviceaccount:shop:*",
            "system:serviceaccount:SHOP:orders", "system:serviceaccount:shop:ordérs", "xsystem:serviceaccount:shop:orders" })
    void of_a_subject_that_kubernetes_does_not_make_there_is_no_workload(String sub) {
        assertThat(Workload.of("prod", sub)).isEmpty();
    }

    @Test
    void is_written_as_it_is_registered() {
        Workload workload = Workload.of("prod", "system:serviceaccount:shop:orders.v2").orElseThrow();

        assertThat(workload).hasToString("prod:system:serviceaccount:shop:orders.v2");
        assertThat(WorkloadPattern.read(workload.toString()).orElseThrow().matches(workload)).isTrue();
        assertThat(Workload.of("prod", "system:serviceaccount:shop:" + "a.".repeat(127) + "a")).isEmpty();
    }
}
