package dev.signet.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;
import dev.signet.testing.Http;
import dev.signet.testing.HttpAnswer;
import dev.signet.testing.Person;
import dev.signet.testing.RelyingParty;
import io.vertx.core.json.JsonObject;

/** Many refreshes of one token at the same moment, at one replica or at several. */
public final class RefreshRaces {
    private final List<Http> replicas;
    private final Stores stores;
    private final StoreUrls urls;

    public RefreshRaces(List<Http> replicas, Stores stores, StoreUrls urls) {
        this.replicas = replicas;
        this.stores = stores;
        this.urls = urls;
    }

    /**
     * @param statuses what was answered, each once
     * @param refreshed how many got tokens
     * @param busy how many were told to come again (503)
     * @param successors the refresh tokens that were given
     * @param generations by how many the family moved on
     */
    public record Outcome(Set<Integer> statuses, int refreshed, int busy, Set<String> successors, int generations) {

        /** Counts, never the tokens. */
        @Override
        public String toString() {
            return refreshed + " refreshed, " + busy + " busy, answered " + statuses + ", " + successors.size()
                    + " successors, " + generations + " generations on";
        }
    }

    /** Signs somebody in and presents the refresh token so many times at once. */
    public Outcome race(int refreshes) {
        Person person = People.register(replicas.get(0));
        JsonObject signedIn = person.signIn();
        String sid = RelyingParty.claims(signedIn.getString("access_token")).getString("sid");
        int before = generation(sid);
        JsonObject body = new JsonObject().put("refresh_token", signedIn.getString("refresh_token"));
        List<CompletableFuture<HttpAnswer>> sent = IntStream.range(0, refreshes)
                .mapToObj(i -> replicas.get(i % replicas.size()).from(person.http().address())
                        .request("POST", "/api/v1/token/refresh").json(body).sendAsync())
                .toList();
        List<HttpAnswer> answers = sent.stream().map(CompletableFuture::join).toList();
        List<HttpAnswer> good = answers.stream().filter(answer -> answer.status() == 200).toList();
        return new Outcome(answers.stream().map(HttpAnswer::status).collect(Collectors.toCollection(TreeSet::new)),
                good.size(), (int) answers.stream().filter(answer -> answer.status() == 503).count(),
                good.stream().map(answer -> answer.json().getString("refresh_token")).collect(Collectors.toSet()),
                generation(sid) - before);
    }

    private int generation(String sid) {
        try (Connection c = stores.connect(urls);
                PreparedStatement s = c.prepareStatement("select generation from refresh_families where id = ?::uuid")) {
            s.setString(1, sid);
            try (ResultSet rows = s.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
