package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.outbox.OutboxEntry;
import dev.rollcall.agent.outbox.OutboxListing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into the outbox; writes nothing. */
final class SqliteOutboxListing implements OutboxListing {

    private final Database database;

    SqliteOutboxListing(Database database) {
        this.database = database;
    }

    @Override
    public List<OutboxEntry> list(@Nullable String device, @Nullable String state, int limit) {
        return database.transaction(session -> Statements.list(
                session,
                rows -> new OutboxEntry(
                        rows.getString("id"),
                        rows.getString("device"),
                        rows.getString("device_name"),
                        rows.getString("wall_clock"),
                        rows.getString("state"),
                        rows.getInt("attempts"),
                        rows.getString("next_attempt"),
                        rows.getString("reason")),
                """
                select e.id, o.device, d.name as device_name, e.wall_clock, o.state, o.attempts, o.next_attempt, o.reason
                from outbox o join event e on e.seq = o.event join device d on d.key = o.device
                where (?1 is null or d.key = ?1 or d.name = ?1)
                  and (o.state = ?2 or (?2 is null and o.state <> 'settled'))
                order by o.event limit ?3""",
                device,
                state,
                limit));
    }
}
