package dev.rollcall.agent.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection and the statements prepared on it, kept for the next time: preparing anew for each row took half of all the time
 * that collecting spent in SQLite. For use inside a transaction, so by one thread at a time.
 */
final class Session implements AutoCloseable {

    private static final int KEPT = 64;

    private final Connection connection;
    private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    Session(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** Returns the statement of a text. It stays this session's: its user closes result sets, never the statement. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = kept.get(sql);
        if (known != null) {
            return known;
        }
        dropLeastUsed();
        PreparedStatement made = connection.prepareStatement(sql);
        kept.put(sql, made);
        return made;
    }

    /** Lets go of all statements: one that failed may be of no use any more. */
    void forget() throws SQLException {
        for (PreparedStatement statement : kept.values()) {
            statement.close();
        }
        kept.clear();
    }

    @Override
    public void close() throws SQLException {
        kept.clear();
        connection.close();
    }

    private void dropLeastUsed() throws SQLException {
        if (kept.size() < KEPT) {
            return;
        }
        Iterator<PreparedStatement> oldestFirst = kept.values().iterator();
        oldestFirst.next().close();
        oldestFirst.remove();
    }
}
