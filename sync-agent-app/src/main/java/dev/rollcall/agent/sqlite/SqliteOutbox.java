package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage.Outcome;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outbox as a table beside the journal. */
final class SqliteOutbox implements Outbox {

    private static final Logger log = LoggerFactory.getLogger(SqliteOutbox.class);
    private static final double MILLIS = 1_000.0;
    private static final String REQUEUE =
            "update outbox set state = 'waiting', attempts = 0, reason = null, next_attempt = null, batch = null where state = 'blocked'";
    private static final String OF_DEVICE =
            " and (?1 is null or device in (select key from device where key = ?1 or name = ?1))";

    static final String CLAIMED = "select e.*, " + Ledger.EXPECTED
            + ", o.device as lane from outbox o join event e on o.event = e.seq"
            + " where o.device = ? and o.batch = ? and o.state = 'claimed' order by e.seq";

    static final String SETTLE_AS_SENT = """
            update outbox set state = 'settled', reason = null, stored_as = (select e.id from event e where e.seq = outbox.event),
              settled_at = ?1, next_attempt = null, batch = null
              where batch = ?2 and state = 'claimed' and event in (
                select e.seq from json_each(?3) j cross join event e on e.id = j.value)""";

    static final String CLAIMED_ROWS = """
            select e.seq, e.device, e.serial_no, e.id, e.wall_clock, e.digest, null as state
              from json_each(?2) j cross join event e on e.id = j.value join outbox o on o.event = e.seq
              where o.batch = ?1 and o.state = 'claimed'""";

    private final Database database;
    private final InstantSource clock;

    SqliteOutbox(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public @Nullable ClaimedBatch claim(int limit, Set<DeviceKey> notOf, String batchId) {
        while (true) {
            Claim claim = database.findLightly(session -> claim(session, limit, notOf, batchId));
            if (claim == null) {
                return null;
            }
            List<ClaimedEvent> events = claim.isSound()
                    ? claim.events()
                    : database.transaction(
                            session -> setAsideDamaged(session, claim.device().key(), batchId));
            if (!events.isEmpty()) {
                return new ClaimedBatch(batchId, claim.device(), events);
            }
            // All that was claimed was damaged and is set aside now.
        }
    }

    private static @Nullable Claim claim(Session session, int limit, Set<DeviceKey> notOf, String batchId)
            throws SQLException {
        String device = deviceToServe(session, notOf);
        if (device == null) {
            return null;
        }
        Statements.update(session, """
                    update outbox set state = 'claimed', attempts = attempts + 1, batch = ? where event in (
                      select event from outbox where device = ? and state = 'waiting' order by attempts, event limit ?)""", batchId, device, limit);
        List<ClaimedRow> rows = Statements.list(session, ClaimedRow::of, CLAIMED, device, batchId);
        List<ClaimedEvent> sound =
                rows.stream().map(ClaimedRow::event).filter(Objects::nonNull).toList();
        return new Claim(device(session, device), sound, !rows.isEmpty() && sound.size() == rows.size());
    }

    /** Sets aside what is claimed and was damaged, and returns the rest. The ledger tells of it, so this waits for the disk. */
    private List<ClaimedEvent> setAsideDamaged(Session session, String device, String batchId) throws SQLException {
        List<ClaimedRow> rows = Statements.list(session, ClaimedRow::of, CLAIMED, device, batchId);
        List<ClaimedEvent> sound = new ArrayList<>();
        DamagedRows damaged = new DamagedRows(session, new Ledger(session));
        for (ClaimedRow row : rows) {
            if (row.event() == null) {
                damaged.setAside(row.seq(), DamagedRows.OTHER_CONTENT, clock.instant());
            } else {
                sound.add(row.event());
            }
        }
        if (rows.isEmpty()) {
            setAsideWithoutRow(session, damaged, batchId);
        }
        return sound;
    }

    /**
     * Waiting places of events that are not there any more would be claimed for ever; so would one that only one of two indexes leads to.
     */
    private void setAsideWithoutRow(Session session, DamagedRows damaged, String batchId) throws SQLException {
        List<Long> claimed = Statements.list(
                session,
                rows -> rows.getLong(1),
                "select event from outbox where batch = ? and state = 'claimed'",
                batchId);
        for (Long event : claimed) {
            damaged.setAside(event, DamagedRows.GONE, clock.instant());
        }
        if (claimed.isEmpty()) {
            log.warn("Indexes of the outbox are damaged and are made anew.");
            session.prepared("reindex outbox").execute();
        }
    }

    @Override
    public boolean settle(ClaimedBatch batch, ReceiptMessage receipt, @Nullable String version, Instant now) {
        return database.transactLightly(session -> {
            List<String> storedAsSent = receipt.outcomes().stream()
                    .filter(SqliteOutbox::isStoredAsSent)
                    .map(OutcomeMessage::id)
                    .toList();
            HourTallies tallies = new HourTallies(session);
            String ids = IdList.of(storedAsSent);
            Statements.list(session, CountedRow::of, CLAIMED_ROWS, batch.batchId(), ids)
                    .forEach(row -> tallies.add(row.device(), HourTallies.Kind.SENT, row.own()));
            Statements.update(session, SETTLE_AS_SENT, now, batch.batchId(), ids);
            for (OutcomeMessage outcome : receipt.outcomes()) {
                if (!isStoredAsSent(outcome)) {
                    settleOne(session, batch.batchId(), outcome, now, tallies);
                }
            }
            tallies.write();
            Meta.put(session, Fact.RECEIVER_ANSWERED_AT, now.toString());
            Meta.remove(session, Fact.DELIVERY_PROBLEM);
            return requeueIfReceiverChanged(session, receipt.store(), version);
        });
    }

    @Override
    public void putBack(ClaimedBatch batch, String reason, @Nullable Instant nextAttempt) {
        database.transactLightly(session -> {
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

    @Override
    public int requeue(@Nullable String device, Collection<String> ids) {
        return database.transaction(session -> {
            if (ids.isEmpty()) {
                return Statements.update(session, REQUEUE + OF_DEVICE, device);
            }
            int changed = 0;
            for (String id : ids) {
                changed += Statements.update(
                        session,
                        REQUEUE + OF_DEVICE
                                + " and event in (select seq from event where id = ?2 union select event from alias where id = ?2)",
                        device,
                        id);
            }
            return changed;
        });
    }

    private static boolean isStoredAsSent(OutcomeMessage outcome) {
        return !Outcome.REJECTED.name().equals(outcome.outcome())
                && outcome.id().equals(outcome.storedAs())
                && outcome.content() == null;
    }

    /** Tells whether a text is an event's id. */
    static boolean isId(@Nullable String text) {
        return text != null && EventId.isForm(text);
    }

    private static void settleOne(
            Session session, String batchId, OutcomeMessage outcome, Instant now, HourTallies tallies)
            throws SQLException {
        boolean rejected = Outcome.REJECTED.name().equals(outcome.outcome());
        Claimed event = Statements.first(
                session,
                rows -> new Claimed(rows.getLong("seq"), StoredRow.of(rows).event()),
                "select e.* from event e join outbox o on o.event = e.seq where e.id = ? and o.batch = ? and o.state = 'claimed'",
                outcome.id(),
                batchId);
        if (event == null) {
            // It was merged into another event, or changed and queued anew, while the batch was under way.
            return;
        }
        // Acknowledged under no readable id, it counts as it was sent.
        String storedAs = rejected || isId(outcome.storedAs()) ? outcome.storedAs() : outcome.id();
        Statements.update(
                session,
                "update outbox set state = ?, reason = ?, stored_as = ?, settled_at = ?, next_attempt = null, batch = null where event = ?",
                rejected ? "blocked" : "settled",
                rejected ? Objects.requireNonNullElse(outcome.reason(), "rejected without a reason") : null,
                storedAs,
                now,
                event.seq());
        if (!rejected && storedAs != null) {
            noteSent(session, event, outcome, storedAs, tallies);
        }
    }

    private static void noteSent(
            Session session, Claimed event, OutcomeMessage outcome, String storedAs, HourTallies tallies)
            throws SQLException {
        if (!storedAs.equals(outcome.id())) {
            EventStore.adoptAlias(session, storedAs, event.seq());
        }
        AttendanceEvent mine = event.event();
        TalliedEvent sent = TalliedEvent.acknowledged(mine, EventId.of(storedAs), wallClock(outcome), content(outcome));
        if (!sent.equals(TalliedEvent.of(mine, EventId.of(storedAs)))) {
            Statements.update(
                    session,
                    "insert or replace into sent_as (event, wall_clock, content) values (?, ?, ?)",
                    event.seq(),
                    EventRows.wall(sent.wallClock()),
                    sent.key().content().hex());
        }
        tallies.add(mine.device().value(), HourTallies.Kind.SENT, sent);
    }

    /** What cannot be read of a receipt is not there. */
    private static @Nullable LocalDateTime wallClock(OutcomeMessage outcome) {
        try {
            return outcome.wallClock() == null ? null : IsoText.wallClock(outcome.wallClock());
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable ContentDigest content(OutcomeMessage outcome) {
        return isId(outcome.content()) ? new ContentDigest(String.valueOf(outcome.content())) : null;
    }

    private record Claimed(long seq, AttendanceEvent event) {}

    private static boolean requeueIfReceiverChanged(Session session, String store, @Nullable String version)
            throws SQLException {
        boolean changed = Meta.replace(session, Fact.RECEIVER_STORE, store);
        if (changed) {
            Meta.put(session, Fact.VERIFY_ASKED, store);
            Statements.update(session, "update day_proof set told = 0");
        }
        if (version != null) {
            changed |= Meta.replace(session, Fact.RECEIVER_VERSION, version);
        }
        if (changed) {
            Statements.update(session, REQUEUE);
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

    private record Claim(DeviceMessage device, List<ClaimedEvent> events, boolean isSound) {}

    /** A claimed row; without an event if it is not what was written. */
    private record ClaimedRow(long seq, @Nullable ClaimedEvent event) {

        static ClaimedRow of(ResultSet rows) throws SQLException {
            StoredRow row = StoredRow.of(rows);
            boolean sound =
                    row.isAsWritten(rows.getBytes("expected")) && row.device().equals(rows.getString("lane"));
            return new ClaimedRow(row.seq(), sound ? new ClaimedEvent(row.id(), row.observation()) : null);
        }
    }
}
