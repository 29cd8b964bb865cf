package dev.signet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pods of the version before run on the schema of the one after: a migration adds, and takes nothing away that they read or
 * write.
 * What a version no longer uses a later one may drop; it then says so in a line {@code -- contract: since <version>}.
 */
class MigrationsTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    /** Up to here the schema was made before anything ran on it. */
    private static final int BASELINE = 8;
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");
    private static final Pattern CONTRACT = Pattern.compile("(?m)^-- contract: since \\S+");
    private static final List<Pattern> TAKE_AWAY = Stream.of(
            "\\bdrop\\s+(table|column|sequence|function|view|type|schema|default)\\b",
            "\\brename\\b",
            "\\balter\\s+column\\s+\\w+\\s+(set\\s+data\\s+)?type\\b",
            "\\bset\\s+not\\s+null\\b",
            "\\badd\\s+(column\\s+)?(if\\s+not\\s+exists\\s+)?\\w+\\s+[^,;]*\\bnot\\s+null\\b(?![^,;]*\\bdefault\\b)(?<!default[^,;]{0,99})",
            "\\badd\\s+(constraint\\s+\\w+\\s+)?(check|unique|foreign\\s+key|exclude)\\b",
            "\\bcreate\\s+unique\\s+index\\b",
            "\\btruncate\\b").map(Pattern::compile).toList();

    @Test
    void take_nothing_away_from_the_version_before() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            assertThat(files.filter(MigrationsTest::isAfterTheBaseline)).allSatisfy(
                    file -> assertThat(takenAway(Files.readString(file))).as(file.toString()).isEmpty());
        }
    }

    private static boolean isAfterTheBaseline(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        assertThat(name.matches()).as("the name of " + file).isTrue();
        return Integer.parseInt(name.group(1)) > BASELINE;
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "drop table former_keys;",
            "alter table clients drop column contacts;",
            "alter table clients rename column contacts to people;",
            "alter table clients alter column scope type text[] using array[scope];",
            "alter table clients alter column scope set data type varchar(10);",
            "alter table clients alter column client_name set not null;",
            "alter table clients add column a text, add column tenant text not null;",
            "ALTER TABLE clients ADD tenant text NOT NULL;",
            "alter table clients add constraint c check (scope <> '');",
            "alter table clients add unique (client_name);",
            "create unique index one on clients (client_name);",
            "truncate replay_marks;" })
    void one_that_takes_away_is_seen(String migration) {
        assertThat(takenAway(migration)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "create table t (id uuid primary key, name text not null unique);",
            "alter table clients add column tenant text;",
            "alter table clients add column tenant text not null default '';",
            "alter table clients add column a text[] default '{}' not null;",
            "create index i on clients (client_name);",
            "-- drop table clients\ncreate index i on clients (client_name);",
            "-- contract: since 0.3.0\nalter table clients drop column contacts;" })
    void one_that_adds_is_not(String migration) {
        assertThat(takenAway(migration)).isEmpty();
    }

    private static List<String> takenAway(String migration) {
        if (CONTRACT.matcher(migration).find()) {
            return List.of();
        }
        String statements = migration.replaceAll("--[^\n]*", "").toLowerCase(Locale.ROOT);
        return TAKE_AWAY.stream().map(pattern -> pattern.matcher(statements)).filter(Matcher::find).map(Matcher::group)
                .toList();
    }
}
