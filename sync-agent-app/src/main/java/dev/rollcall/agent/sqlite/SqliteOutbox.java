package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage.Outcome;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The outbox as a table beside the journal. */
final class SqliteOutbox implements Outbox {

    private static final Pattern EVENT_ID = Pattern.compile("[0-9a-f]{32}");
    private static final double MILLIS = 1_000.0;

    private final Database database;

    SqliteOutbox(Database database) {
        this.database = database;
    }

    @Override
    public @Nullable ClaimedBatch claim(int limit, Set<DeviceKey> notOf, String batchId) {
        return database.find(session -> {
            String device = deviceToServe(session, notOf);
            if (device == null) {
                return null;
            }
            Statements.update(session, """
                    update outbox set state = 'claimed', attempts = attempts + 1, batch = ? where event in (
                      select event from outbox where device = ? and state = 'waiting' order by attempts, event limit ?)""", batchId, device, limit);
            List<ClaimedEvent> events = Statements.list(
                    session,
                    SqliteOutbox::claimed,
                    "select e.* from event e join outbox o on o.event = e.seq where o.device = ? and o.batch = ?"
                            + " and o.state = 'claimed' order by e.seq",
                    device,
                    batchId);
            return new ClaimedBatch(batchId, device(session, device), events);
        });
    }

    @Override
    public boolean settle(ClaimedBatch batch, ReceiptMessage receipt, @Nullable String version, Instant now) {
        return database.transaction(session -> {
            for (OutcomeMessage outcome : receipt.outcomes()) {
                settleOne(session, batch.batchId(), outcome, now);
            }
            Meta.put(session, Fact.RECEIVER_ANSWERED_AT, now.toString());
            Meta.remove(session, Fact.DELIVERY_PROBLEM);
            return requeueIfReceiverChanged(session, receipt.store(), version);
        });
    }

    @Override
    public void putBack(ClaimedBatch batch, String reason, @Nullable Instant nextAttempt) {
        database.transaction(session -> {
            Meta.put(session, Fact.DELIVERY_PROBLEM, reason);
            return Statements.update(
                    session,
                    """
                    update outbox set state = 'waiting', batch = null, reason = ?, next_attempt = ?
                      where batch = ? and device = ? and state = 'claimed'""",
                    reason,
                    nextAttempt,
                    batch.batchId(),
                    batch.device().key());
        });
    }

    @Override
    public void block(ClaimedBatch batch, String reason) {
        database.transaction(session -> Statements.update(
                session, """
                update outbox set state = 'blocked', batch = null, reason = ?, next_attempt = null
                  where batch = ? and device = ? and state = 'claimed'""", reason, batch.batchId(), batch.device().key()));
    }

    @Override
    public void putBackLapsedClaims() {
        database.transaction(session -> Statements.update(
                session, "update outbox set state = 'waiting', batch = null where state = 'claimed'"));
    }

    @Override
    public long waiting() {
        return database.transaction(session ->
                Statements.count(session, "select count(*) from outbox where state in ('waiting', 'claimed')"));
    }

    @Override
    public long blocked() {
        return database.transaction(
                session -> Statements.count(session, "select count(*) from outbox where state = 'blocked'"));
    }

    private static void settleOne(Session session, String batchId, OutcomeMessage outcome, Instant now)
            throws SQLException {
        boolean rejected = Outcome.REJECTED.name().equals(outcome.outcome());
        Long event = Statements.first(
                session,
                rows -> rows.getLong("seq"),
                "select e.seq from event e join outbox o on o.event = e.seq where e.id = ? and o.batch = ? and o.state = 'claimed'",
                outcome.id(),
                batchId);
        if (event == null) {
            // It was merged into another event, or changed and queued anew, while the batch was under way.
            return;
        }
        String storedAs = outcome.storedAs();
        Statements.update(
                session,
                "update outbox set state = ?, reason = ?, stored_as = ?, settled_at = ?, next_attempt = null, batch = null where event = ?",
                rejected ? "blocked" : "settled",
                rejected ? Objects.requireNonNullElse(outcome.reason(), "rejected without a reason") : null,
                storedAs,
                now,
                event);
        if (!rejected
                && storedAs != null
                && !storedAs.equals(outcome.id())
                && EVENT_ID.matcher(storedAs).matches()) {
            EventStore.adoptAlias(session, storedAs, event);
        }
    }

    private static boolean requeueIfReceiverChanged(Session session, String store, @Nullable String version)
            throws SQLException {
        boolean changed = Meta.replace(session, Fact.RECEIVER_STORE, store);
        if (version != null) {
            changed |= Meta.replace(session, Fact.RECEIVER_VERSION, version);
        }
        if (changed) {
            Statements.update(session, "update outbox set state = 'waiting', attempts = 0 where state = 'blocked'");
        }
        return changed;
    }

    /** Picks the device whose waiting events were tried least, the longest waiting first. */
    private static @Nullable String deviceToServe(Session session, Set<DeviceKey> notOf) throws SQLException {
        String placeholders = String.join(", ", Collections.nCopies(notOf.size(), "?"));
        return Statements.first(
                session,
                rows -> rows.getString("device"),
                "select device from outbox where state = 'waiting' and device not in (" + placeholders
                        + ") order by attempts, event limit 1",
                notOf.stream().map(DeviceKey::value).toArray());
    }

    private static DeviceMessage device(Session session, String key) throws SQLException {
        DeviceMessage known = Statements.first(
                session,
                rows -> {
                    Long offset = Statements.number(rows, "clock_offset_ms");
                    return new DeviceMessage(
                            key,
                            rows.getString("name"),
                            rows.getString("model"),
                            rows.getString("firmware"),
                            rows.getString("zone"),
                            offset == null ? null : offset / MILLIS);
                },
                "select * from device where key = ?",
                key);
        return known != null ? known : new DeviceMessage(key, null, null, null, null, null);
    }

    private static ClaimedEvent claimed(ResultSet rows) throws SQLException {
        return new ClaimedEvent(EventId.of(rows.getString("id")), EventRows.observation(rows));
    }
}
