package dev.rollcall.receiver.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Statements of one transaction that nobody waits for: they travel to PostgreSQL together with the next one that somebody waits for,
 * since a journey costs more than most statements. They run in the order in which they were added. Used by one thread.
 */
final class Together {

    private final JdbcTemplate template;
    private final List<Part> waiting = new ArrayList<>();

    /** Fills the marks of one statement, from this place on, and returns the place after them. */
    interface Filling {
        int fill(PreparedStatement statement, int from) throws SQLException;
    }

    private record Part(String text, Filling filling) {}

    Together(JdbcTemplate template) {
        this.template = template;
    }

    void add(String text, Filling filling) {
        waiting.add(new Part(text, filling));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Runs what waits. */
    void run() {
        if (!waiting.isEmpty()) {
            execute(List.copyOf(waiting), statement -> List.of());
        }
    }

    /** Runs what waits and then a question, and returns the rows of its answer. */
    <T> List<T> ask(String text, Filling filling, RowMapper<T> mapper) {
        List<Part> parts = new ArrayList<>(waiting);
        parts.add(new Part(text, filling));
        return execute(parts, statement -> rows(statement, mapper));
    }

    /** Reads what the last of several statements answers. */
    private interface Answer<T> {
        List<T> of(PreparedStatement statement) throws SQLException;
    }

    private <T> List<T> execute(List<Part> parts, Answer<T> answer) {
        waiting.clear();
        String text = parts.stream().map(Part::text).collect(Collectors.joining("; "));
        ConnectionCallback<List<T>> work = connection -> execute(connection, text, parts, answer);
        return Objects.requireNonNull(template.execute(work));
    }

    private static <T> List<T> execute(Connection connection, String text, List<Part> parts, Answer<T> answer)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int place = 1;
            for (Part part : parts) {
                place = part.filling().fill(statement, place);
            }
            statement.execute();
            for (int part = 1; part < parts.size(); part++) {
                statement.getMoreResults();
            }
            return answer.of(statement);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, RowMapper<T> mapper) throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                all.add(mapper.mapRow(rows, all.size()));
            }
        }
        return all;
    }
}
