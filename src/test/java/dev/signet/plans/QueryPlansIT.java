package dev.signet.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import dev.signet.local.StatementLog;
import dev.signet.local.Stores;
import dev.signet.testing.SignetTest;

/**
 * What every statement costs as its tables grow. It runs last and judges what the services of this run sent: those of every
 * endpoint that a test called, and of every task that came round. Of the whole, {@code target/statements.txt} has the list.
 */
@SignetTest
@Order(Integer.MAX_VALUE)
class QueryPlansIT {
    /** A whole run sends more; one that does not proves too little. */
    private static final int SENT_AT_LEAST = 95;
    /** A table of {@code rows.sql} costs more to read whole, a few rows by an index cost less. */
    private static final double COST_AT_MOST = 150;
    private static final Pattern TOUCHES_ROWS = Pattern.compile("(?i)(select|insert|update|delete|with|merge)\\b.*");
    private static final Pattern OF_THE_MIGRATION = Pattern
            .compile("(?i).*(flyway_schema_history|pg_catalog|pg_namespace|pg_roles"
                    + "|information_schema|set_config).*");
    private static final Pattern IN_FUNCTION = Pattern
            .compile("(?is).*?(?::=\\s*(?<value>.*)|\\b(?<other>(?:update|delete|insert)\\s.*))");

    /** They stay small however many people, clients and sign-ins there are. */
    private static final Map<String, String> SMALL = Map.of(
            "limit_policies", "a row a limit",
            "table_versions", "a row a table",
            "clients_file", "one row",
            "signing_keys", "a few rows an algorithm",
            "former_keys", "a row a rotation, for 90 days",
            "kept_secrets", "a row a purpose",
            "wrapped_keys", "a row a key-encryption key",
            "status_lists", "a row a million tokens, until they are dead");

    /** What these ask for is many rows. */
    private static final Map<String, String> LARGE_ANSWERS = Map.of(
            "select clock_timestamp() as at, r.* from (select) always left join", "all that was revoked since",
            "update refresh_families set revoked_at = now() where client_id = $1 and revoked_at is null",
            "every sign-in at a client that is shut out",
            "with recursive lanes", "ten a client that is still to be told something",
            "delete from security_events where client_id = $1", "all that a client is told no more",
            "delete from logout_notices where client_id = $1", "all that a client is told no more");

    /** Every row is what these are for, and they are not sent while the service serves. */
    private static final Map<String, String> ONCE = Map.of(
            "select client_id, client_secret_sealed, client_secret_sealed_by from clients", "the command re-encrypt",
            "select client_id, previous_secret_sealed, previous_secret_sealed_by from clients", "the command re-encrypt",
            "select coalesce(sealed_by, '-') from signing_keys union all", "a start: which keys must open");

    private static SeededDatabase database;

    @BeforeAll
    static void seed(Stores stores) throws SQLException, IOException {
        database = SeededDatabase.make(stores);
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    @Test
    void every_statement_uses_an_index() throws SQLException, IOException {
        List<String> complaints = new ArrayList<>();
        List<String> explained = new ArrayList<>();
        for (String statement : Stream.concat(sent().stream(), inTriggers().stream()).toList()) {
            Plan plan = database.plan(statement);
            explained.add("%.0f\t%s".formatted(plan.cost(), statement));
            complaints.addAll(complaints(statement, plan));
        }
        Files.write(Path.of("target/statements.txt"), explained);
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_run_sends_every_statement_that_there_is() {
        assertThat(sent().size()).as("statements that the services of this run sent: it takes all the integration tests")
                .isGreaterThanOrEqualTo(SENT_AT_LEAST);
    }

    @Test
    void a_row_finds_those_that_refer_to_it_by_an_index() throws SQLException {
        assertThat(database.query("""
                select c.conrelid::regclass || ' ' || pg_get_constraintdef(c.oid) from pg_constraint c
                where c.contype = 'f' and not exists (select 1 from pg_index i
                  where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1] and (i.indpred is null
                    or pg_get_expr(i.indpred, i.indrelid) = format('(%s IS NOT NULL)', (select attname from pg_attribute
                      where attrelid = c.conrelid and attnum = c.conkey[1]))))""")).isEmpty();
    }

    private static Set<String> sent() {
        Set<String> statements = StatementLog.statements();
        statements.removeIf(statement -> !TOUCHES_ROWS.matcher(statement).matches()
                || OF_THE_MIGRATION.matcher(statement).matches());
        return statements;
    }

    /** The log has not what triggers do. */
    private static List<String> inTriggers() throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String body : database.query("select prosrc from pg_proc where pronamespace = 'public'::regnamespace")) {
            for (String step : body.split(";")) {
                Matcher statement = IN_FUNCTION.matcher(step);
                if (statement.matches()) {
                    String sql = statement.group("value") == null ? statement.group("other")
                            : "select " + statement.group("value");
                    statements.add(sql.replaceAll("\\b(?:old|new)\\.\\w+|\\btg_table_name\\b", "\\$1").replaceAll("\\s+", " "));
                }
            }
        }
        return statements;
    }

    private static List<String> complaints(String statement, Plan plan) {
        if (ONCE.keySet().stream().anyMatch(statement::startsWith)) {
            return List.of();
        }
        List<String> complaints = new ArrayList<>();
        plan.tablesReadWhole().stream().filter(QueryPlansIT::grows)
                .forEach(table -> complaints.add("reads all of " + table + ": " + statement));
        if (plan.cost() > COST_AT_MOST && LARGE_ANSWERS.keySet().stream().noneMatch(statement::startsWith)) {
            complaints.add("costs %.0f: %s".formatted(plan.cost(), statement));
        }
        return complaints;
    }

    /** Others than those of the schema are Postgres's own, and Flyway's. */
    private static boolean grows(String table) {
        return !SMALL.containsKey(table) && !table.startsWith("pg_") && !table.startsWith("flyway_");
    }
}
