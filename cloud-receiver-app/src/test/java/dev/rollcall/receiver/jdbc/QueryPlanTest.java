package dev.rollcall.receiver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for each batch and each push must not walk through all events of a device, on SQLite as it plans by itself. */
class QueryPlanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                EventLookup.BY_SERIAL,
                EventLookup.BY_WALL_CLOCK,
                EventLookup.BY_SECOND_WITHOUT_SERIAL,
                EventLookup.EVENTS,
                EventLookup.ALIASES
            })
    void lookup_isDirect(String query) throws SQLException, IOException {
        String text = query.replace("@", "").replace("#in", "1, 2, 3").replace("?", "1");

        assertThat(plan(text))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step).doesNotContain("SCAN").doesNotContain("(device_id=?)"));
    }

    private static List<String> plan(String query) throws SQLException, IOException {
        List<String> steps = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            for (String create : migration().split(";\\s*\\n")) {
                statement.execute(create);
            }
            try (ResultSet rows = statement.executeQuery("explain query plan " + query)) {
                while (rows.next()) {
                    steps.add(rows.getString("detail"));
                }
            }
        }
        return steps;
    }

    private static String migration() throws IOException {
        try (InputStream script = QueryPlanTest.class.getResourceAsStream("/db/sqlite/V1__first_house.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
