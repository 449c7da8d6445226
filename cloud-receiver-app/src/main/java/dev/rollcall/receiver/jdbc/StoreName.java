package dev.rollcall.receiver.jdbc;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The id of a database, by which a restored or new one is noticed. */
final class StoreName {

    private static final String SELECT = "select id from @store";

    private final Sql sql;

    StoreName(Database database) {
        this.sql = new Sql(database.writer(), database.dialect());
    }

    /** Returns the id; makes one if the database has none. Of two that do this at once, both return the same. */
    String existingOrNew(Instant now) {
        return sql.of(SELECT).query(String.class).optional().orElseGet(() -> {
            sql.of("insert into @store (one, id, created_at) values (1, ?, ?) on conflict do nothing")
                    .param(UUID.randomUUID().toString())
                    .param(now.toEpochMilli())
                    .update();
            return sql.of(SELECT).query(String.class).single();
        });
    }

    /** Returns the id; empty if the database has none. */
    Optional<String> existing() {
        return sql.of(SELECT).query(String.class).optional();
    }

    /** Gives the database another id, so that agents prove again what it has and readers begin anew. */
    String another(Instant now) {
        existingOrNew(now);
        String id = UUID.randomUUID().toString();
        sql.of("update @store set id = ?, created_at = ?")
                .param(id)
                .param(now.toEpochMilli())
                .update();
        return id;
    }
}
