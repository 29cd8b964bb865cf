package dev.signet.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.clients.Clients;
import dev.signet.tokens.Subjects;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The rows of {@code logout_notices}: written in the transaction that ends the sign-ins, deleted when the client answered.
 * So a notice is given at least once, whatever is restarted meanwhile.
 */
@ApplicationScoped
public class LogoutNotices {
    /** A client that answered nothing for so long has no session left to end. */
    private static final String GIVEN_UP = "delete from logout_notices where created_at < now() - interval '1 day'";
    private static final String TAKE = """
            update logout_notices n set attempts = n.attempts + 1,
              next_at = now() + least(3600, 5 * power(2, n.attempts)) * interval '1 second'
            from (select id from logout_notices where next_at <= now() order by next_at limit 50 for update skip locked) due
            where n.id = due.id
            returning n.id, n.client_id, n.sub, n.sid, n.attempts""";

    private final Pool postgres;
    private final Clients clients;
    private final Subjects subjects;

    LogoutNotices(Pool postgres, Clients clients, Subjects subjects) {
        this.postgres = postgres;
        this.clients = clients;
        this.subjects = subjects;
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

    /** @return those that are due; each comes again, later and later, until it is {@link #done} */
    public Uni<List<LogoutNotice>> take() {
        return postgres.query(GIVEN_UP).execute()
                .chain(() -> postgres.query(TAKE).execute())
                .map(LogoutNotices::notices);
    }

    private static List<LogoutNotice> notices(RowSet<Row> rows) {
        List<LogoutNotice> notices = new ArrayList<>(rows.size());
        for (Row row : rows) {
            notices.add(new LogoutNotice(row.getUUID("id"), row.getString("client_id"), row.getString("sub"),
                    row.getString("sid"), row.getInteger("attempts")));
        }
        return notices;
    }

    /** The client has heard it. */
    public Uni<Void> done(LogoutNotice notice) {
        return postgres.preparedQuery("delete from logout_notices where id = $1").execute(Tuple.of(notice.id()))
                .replaceWithVoid();
    }
}
