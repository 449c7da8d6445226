package dev.rollcall.receiver.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a connection ends at PostgreSQL itself. The server names its process when it greets; a pooler greets with a number
 * of its own, because it may give each transaction another process. Only where both are the same are statements prepared on the server.
 */
final class PoolerCheck {

    private static final Logger log = LoggerFactory.getLogger(PoolerCheck.class);

    private PoolerCheck() {}

    /** Tells whether nothing stands between; false in doubt. */
    static boolean isDirect(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty(
                "loginTimeout",
                String.valueOf(Math.max(1, settings.waiting().connection().toSeconds())));
        if (settings.username() != null) {
            properties.setProperty("user", settings.username());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        try (Connection connection = DriverManager.getConnection(settings.url(), properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            boolean direct = greeted(connection) == row.getInt(1);
            log.info(
                    "the database is reached {}",
                    direct ? "directly" : "through a pooler: nothing of a session is used");
            return direct;
        } catch (SQLException | ReflectiveOperationException unreachable) {
            // Whoever opens the pool next says so with the remedy.
            return false;
        }
    }

    /** Asks the driver, which is there at run time only: its annotations need more libraries to compile against than they are worth. */
    private static int greeted(Connection connection) throws ReflectiveOperationException {
        return (Integer) connection.getClass().getMethod("getBackendPID").invoke(connection);
    }
}
