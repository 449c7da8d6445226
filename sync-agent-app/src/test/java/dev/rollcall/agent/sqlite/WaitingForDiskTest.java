package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.testing.Events;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A page is on the disk when it is stored; what happens to batches need not be. The journal itself is asked, by triggers. */
class WaitingForDiskTest extends StoreFixture {

    private static final int NORMAL = 1;
    private static final int FULL = 2;

    @Test
    void page_waits_andBatches_doNot() throws SQLException {
        note("event", "insert");
        note("outbox", "update");

        append(Events.punch(DEVICE, 1));
        assertThat(levels()).containsExactly(FULL);
        ClaimedBatch batch = claim();
        store.outbox().putBack(batch, "away", null);
        batch = claim();
        store.outbox().settle(batch, receiptFor(batch), "1", SEEN);
        assertThat(levels()).containsExactly(FULL, NORMAL, NORMAL, NORMAL, NORMAL);
        append(Events.punch(DEVICE, 2));
        assertThat(levels()).endsWith(FULL).hasSize(6);
    }

    private ClaimedBatch claim() {
        return Objects.requireNonNull(store.outbox().claim(10, Set.of(), "batch"));
    }

    private void note(String table, String change) throws SQLException {
        sql("create table if not exists noted (level integer)");
        sql("create trigger noted_" + table + " after " + change + " on " + table
                + " begin insert into noted select synchronous from pragma_synchronous; end");
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            Database.execute(connection, text);
        }
    }

    private List<Integer> levels() throws SQLException {
        List<Integer> levels = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                ResultSet rows = connection.createStatement().executeQuery("select level from noted order by rowid")) {
            while (rows.next()) {
                levels.add(rows.getInt(1));
            }
        }
        return levels;
    }
}
