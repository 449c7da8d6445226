package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.isapi.PasswordRefusals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of passwords as rows. A device is its configured address, since a device that refuses us has not told its key. They are
 * asked for before each request to a device, so what is known is kept beside the rows: who may write them holds the instance lock
 * and uses this very object. Safe from any thread.
 */
final class SqliteLatch implements PasswordLatch {

    private final Database database;
    private final Map<DeviceConfig, String> hashes = new ConcurrentHashMap<>();
    private final Map<DeviceConfig, PasswordRefusals> known = new ConcurrentHashMap<>();
    private final Object lock = new Object();

    SqliteLatch(Database database) {
        this.database = database;
    }

    @Override
    public PasswordRefusals refusals(DeviceConfig device) {
        PasswordRefusals before = known.get(device);
        if (before != null) {
            return before;
        }
        synchronized (lock) {
            PasswordRefusals read = read(device);
            known.put(device, read);
            return read;
        }
    }

    private PasswordRefusals read(DeviceConfig device) {
        return database.transaction(session -> {
            String hash = hash(session, device);
            PasswordRefusals found = Statements.first(session, SqliteLatch::of, """
                    select l.*, coalesce(p.unanswered, 0) as unanswered, p.last_unanswered, coalesce(p.accepted, 0) as accepted
                    from latch l left join presentation p on p.device = l.device and p.credential = l.credential
                    where l.device = ? and l.credential = ?""", device.address(), hash);
            return found == null ? PasswordRefusals.NONE : found;
        });
    }

    @Override
    public void store(DeviceConfig device, PasswordRefusals refusals) {
        synchronized (lock) {
            known.remove(device);
            write(device, refusals);
            known.put(device, refusals);
        }
    }

    private void write(DeviceConfig device, PasswordRefusals refusals) {
        database.transaction(session -> {
            String hash = hash(session, device);
            Statements.update(
                    session,
                    """
                    insert or replace into presentation (device, credential, accepted, unanswered, last_unanswered)
                    values (?, ?, ?, ?, ?)""",
                    device.address(),
                    hash,
                    refusals.accepted() ? 1 : 0,
                    refusals.unanswered(),
                    refusals.lastUnanswered());
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
        synchronized (lock) {
            known.keySet().removeIf(config -> config.address().equals(device.address()));
            database.transaction(session -> {
                Statements.update(session, "delete from presentation where device = ?", device.address());
                return Statements.update(session, "delete from latch where device = ?", device.address());
            });
            known.keySet().removeIf(config -> config.address().equals(device.address()));
        }
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
                Statements.instant(rows, "locked_until"),
                rows.getInt("unanswered"),
                Statements.instant(rows, "last_unanswered"),
                rows.getInt("accepted") == 1);
    }
}
