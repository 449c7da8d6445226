package dev.rollcall.agent.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for each event must not walk through all events of a device: a journal holds years. */
class QueryPlanTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                EventStore.BY_ID,
                EventStore.BY_SERIAL,
                EventStore.BY_TIME,
                EventStore.BY_TIME + " and serial_no is null",
                EventStore.BY_REPRINT,
                FirstSight.ANY_ID,
                FirstSight.ANY_SERIAL,
                FirstSight.ANY_AT_TIME,
                Ledger.LATEST,
                LedgerWalk.STEP,
                Pruner.STRETCH,
                Pruner.OLD_PASSES,
                PrunedEvents.BY_ID,
                PrunedEvents.BY_SERIAL,
                SqliteOutbox.CLAIMED
            })
    void lookup_isDirect(String query) throws SQLException {
        Path file = folder.resolve("journal.db");
        SqliteStore.open(file, InstantSource.system()).close();

        assertThat(plan(file, query))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step)
                        .as("walks through no table; the row of constants and the list of ids asked for are none")
                        .doesNotContainPattern("SCAN (?!CONSTANT ROW|j VIRTUAL TABLE)")
                        .doesNotContain("(device=?)"));
    }

    private static List<String> plan(Path file, String query) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement explain = connection.prepareStatement("explain query plan " + query);
                ResultSet rows = explain.executeQuery()) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }
}
