package dev.signet.sessions;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Client;
import dev.signet.clients.Clients;
import dev.signet.outbox.Outbox;
import dev.signet.tokens.Subjects;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;

/**
 * The rows of {@code logout_notices}: written in the transaction that ends the sign-ins, deleted when the client answered.
 * So a notice is given at least once, whatever is restarted meanwhile.
 */
@ApplicationScoped
public class LogoutNotices {
    /** A client that answered nothing for so long has no session left to end. */
    private static final String GIVEN_UP = "delete from logout_notices where created_at < now() - interval '1 day'";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    private final Pool postgres;
    private final Clients clients;
    private final Subjects subjects;
    private final Outbox<LogoutNotice> outbox;

    LogoutNotices(Pool postgres, Clients clients, Subjects subjects) {
        this.postgres = postgres;
        this.clients = clients;
        this.subjects = subjects;
        this.outbox = new Outbox<>(postgres, clients, new Outbox.Source<>("logout_notices",
                List.of("id", "client_id", "sub", "sid", "attempts"), LogoutNotices::notice), FIRST_RETRY);
    }

    /** Writes down, within the current Panache transaction, whom to tell that these sign-ins ended. */
    Uni<Void> add(List<EndedSignIn> ended) {
        return ended.isEmpty() ? Uni.createFrom().voidItem()
                : toTell(ended.stream().map(EndedSignIn::id).toList()).chain(rows -> Multi.createFrom().iterable(rows)
                        .onItem().transformToUniAndConcatenate(this::add).collect().last().replaceWithVoid());
    }

    private static Uni<List<Object[]>> toTell(List<UUID> ended) {
        return Panache.getSession().chain(s -> s.createNativeQuery("""
                select cast(f.id as text), cast(f.user_id as text), f.client_id
                from refresh_families f join clients c on c.client_id = f.client_id
                where f.id in (:ended) and c.backchannel_logout_uri is not null and c.enabled""", Object[].class)
                .setParameter("ended", ended).getResultList());
    }

    private Uni<Void> add(Object[] row) {
        String clientId = (String) row[2];
        return clients.find(clientId)
                .chain(client -> client.isEmpty() ? Uni.createFrom().voidItem()
                        : insert(clientId, subjects.of(UUID.fromString((String) row[1]), client.get()), (String) row[0]));
    }

    private static Uni<Void> insert(String clientId, String sub, String sid) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(
                        "insert into logout_notices (id, client_id, sub, sid) values (:id, :client, :sub, :sid)")
                        .setParameter("id", UUID.randomUUID()).setParameter("client", clientId)
                        .setParameter("sub", sub).setParameter("sid", sid).executeUpdate())
                .replaceWithVoid();
    }

    /** Begins to deliver those that are due; each comes again, later and later, until it is {@link #done}. */
    public Uni<Void> deliverDue(BiFunction<LogoutNotice, Client, Uni<Void>> delivery) {
        return postgres.query(GIVEN_UP).execute().chain(() -> outbox.deliverDue(delivery));
    }

    private static LogoutNotice notice(Row row) {
        return new LogoutNotice(row.getUUID("id"), row.getString("client_id"), row.getString("sub"), row.getString("sid"),
                row.getInteger("attempts"));
    }

    /** The client has heard it. */
    public Uni<Void> done(LogoutNotice notice) {
        return outbox.done(notice.id());
    }
}
