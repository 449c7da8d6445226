package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.Agent;
import dev.rollcall.receiver.store.AgentRegister;
import java.time.Instant;
import java.util.List;

/** The agents in SQL. */
final class JdbcAgents implements AgentRegister {

    private final Sql sql;

    JdbcAgents(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void saw(String id, Instant at) {
        long millis = at.toEpochMilli();
        if (sql.isDue("agent " + id, millis)) {
            sql.later(
                    "insert into @agent (id, last_seen) values (?, ?)"
                            + " on conflict (id) do update set last_seen = excluded.last_seen",
                    List.of(id, millis));
        }
    }

    @Override
    public void heartbeat(String id, String version, String json, Instant at) {
        sql.of("insert into @agent (id, version, heartbeat, last_heartbeat, last_seen) values (?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set version = excluded.version, heartbeat = excluded.heartbeat,"
                        + " last_heartbeat = excluded.last_heartbeat, last_seen = excluded.last_seen")
                .param(id)
                .param(version)
                .param(json)
                .param(at.toEpochMilli())
                .param(at.toEpochMilli())
                .update();
    }

    @Override
    public List<Agent> all() {
        return sql.of("select * from @agent order by id")
                .query((row, number) -> new Agent(
                        row.getString("id"),
                        row.getString("version"),
                        row.getString("heartbeat"),
                        Columns.instantOrNull(row, "last_heartbeat"),
                        Columns.instant(row, "last_seen")))
                .list();
    }
}
