package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.agent.journal.PasswordRefusals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Password refusals as rows. A device is its configured address, since a device that refuses us has not told its key. */
final class SqliteLatch implements PasswordLatch {

    private final Database database;
    private final Map<DeviceConfig, String> hashes = new ConcurrentHashMap<>();

    SqliteLatch(Database database) {
        this.database = database;
    }

    @Override
    public PasswordRefusals refusals(DeviceConfig device) {
        return database.transaction(session -> {
            String hash = hash(session, device);
            PasswordRefusals found = Statements.first(
                    session,
                    SqliteLatch::of,
                    "select * from latch where device = ? and credential = ?",
                    device.address(),
                    hash);
            return found == null ? PasswordRefusals.NONE : found;
        });
    }

    @Override
    public void store(DeviceConfig device, PasswordRefusals refusals) {
        database.transaction(session -> {
            String hash = hash(session, device);
            return Statements.update(
                    session,
                    """
                    insert or replace into latch (device, credential, refusals, explicit, low_on_tries, last_refusal, locked_until)
                    values (?, ?, ?, ?, ?, ?, ?)""",
                    device.address(),
                    hash,
                    refusals.count(),
                    refusals.explicit() ? 1 : 0,
                    refusals.lowOnTries() ? 1 : 0,
                    refusals.last(),
                    refusals.lockedUntil());
        });
    }

    @Override
    public void clear(DeviceConfig device) {
        database.transaction(
                session -> Statements.update(session, "delete from latch where device = ?", device.address()));
    }

    private String hash(Session session, DeviceConfig device) throws SQLException {
        byte[] salt = Credentials.salt(session);
        return salt == null ? "" : hashes.computeIfAbsent(device, config -> Credentials.hash(config, salt));
    }

    private static PasswordRefusals of(ResultSet rows) throws SQLException {
        return new PasswordRefusals(
                rows.getInt("refusals"),
                rows.getInt("explicit") == 1,
                rows.getInt("low_on_tries") == 1,
                Statements.instant(rows, "last_refusal"),
                Statements.instant(rows, "locked_until"));
    }
}
