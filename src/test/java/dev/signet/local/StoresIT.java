package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoresIT {
    private static Stores stores;

    @BeforeAll
    static void start() {
        stores = Stores.start(Path.of("target", "own-stores").toAbsolutePath());
    }

    @AfterAll
    static void stop() {
        stores.close();
    }

    @Test
    void postgres_comes_back_at_its_port_with_its_data() throws SQLException {
        StoreUrls urls = stores.fresh();
        try (Connection connection = stores.connect(urls); Statement sql = connection.createStatement()) {
            sql.execute("create table kept as select 42 as answer");
        }

        stores.stopPostgres();
        stores.startPostgres();

        try (Connection connection = stores.connect(urls); Statement sql = connection.createStatement()) {
            ResultSet row = sql.executeQuery("select answer from kept");
            assertThat(row.next()).isTrue();
            assertThat(row.getInt("answer")).isEqualTo(42);
        }
    }

    @Test
    void redis_comes_back_at_its_port_with_nothing() {
        assertThat(stores.redis("SET forgotten 1")).isEqualTo("+OK");

        stores.stopRedis();
        stores.startRedis();

        assertThat(stores.redis("EXISTS forgotten")).isEqualTo(":0");
    }

    @Test
    void redis_refuses_writes_when_full_and_evicts_nothing() {
        assertThat(stores.redis("CONFIG GET maxmemory-policy")).isEqualTo("*2");
        assertThat(stores.redis("CONFIG SET maxmemory 1")).isEqualTo("+OK");
        try {
            assertThat(stores.redis("SET one 1")).startsWith("-OOM");
        } finally {
            assertThat(stores.redis("CONFIG SET maxmemory 0")).isEqualTo("+OK");
        }
    }

    @Test
    void a_frozen_redis_hangs_and_a_thawed_one_answers() {
        stores.freezeRedis();
        assertThatThrownBy(() -> stores.redis("PING")).hasCauseInstanceOf(SocketTimeoutException.class);

        stores.thawRedis();
        assertThat(stores.redis("PING")).isEqualTo("+PONG");
    }

    @Test
    void a_frozen_postgres_hangs_and_a_thawed_one_answers() throws SQLException {
        try (Connection connection = stores.connect(stores.fresh())) {
            stores.freezePostgres();
            assertThat(connection.isValid(1)).isFalse();
        }

        stores.thawPostgres();
        try (Connection connection = stores.connect(stores.fresh())) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void a_frozen_store_can_be_stopped() {
        stores.freezePostgres();

        stores.stopPostgres();
        stores.startPostgres();

        assertThat(stores.fresh()).isNotNull();
    }

    @Test
    void stores_that_are_stopped_twice_stay_stopped() {
        stores.stopRedis();
        stores.stopRedis();
        stores.startRedis();

        assertThat(stores.redis("PING")).isEqualTo("+PONG");
    }
}
