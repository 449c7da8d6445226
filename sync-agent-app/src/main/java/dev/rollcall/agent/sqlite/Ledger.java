package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.sqlite.LedgerEntry.Kind;
import dev.rollcall.agent.sqlite.LedgerEntry.Position;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the ledger, inside a transaction of the caller. One at a time in each transaction: it remembers the head. */
final class Ledger {

    static final String LATEST = "select * from ledger where event = ? order by seq desc limit 1";
    /** The digest that the row {@code e} must have, as a column. */
    static final String EXPECTED =
            "(select l.digest from ledger l where l.event = e.seq order by l.seq desc limit 1) as expected";

    static final String HEAD = "select * from ledger order by seq desc limit 1";

    private static final String ENTER = "insert into ledger (seq, event, kind, digest, chain) values (?, ?, ?, ?, ?)";
    private static final String BASE = "ledger-base";
    private static final String ANCHOR = "ledger-anchor";

    private final Session session;
    private @Nullable Position head;

    Ledger(Session session) {
        this.session = session;
    }

    /** Enters what happened to a row. */
    void enter(long event, Kind kind, byte[] digest) throws SQLException {
        LedgerEntry entry = LedgerEntry.after(head(), event, kind, digest);
        Statements.update(session, ENTER, entry.seq(), event, entry.kind(), digest, entry.chain());
        head = entry.position();
    }

    /**
     * Enters rows that were written for the first time.
     *
     * @param first   the first of them; the others follow it without a gap
     * @param digests theirs, in order
     */
    void enterNew(long first, List<byte[]> digests) throws SQLException {
        PreparedStatement enter = session.prepared(ENTER);
        Position reached = head();
        long event = first;
        for (byte[] digest : digests) {
            LedgerEntry entry = LedgerEntry.after(reached, event, Kind.INSERTED, digest);
            enter.setLong(1, entry.seq());
            enter.setLong(2, event);
            enter.setString(3, entry.kind());
            enter.setBytes(4, digest);
            enter.setBytes(5, entry.chain());
            enter.addBatch();
            reached = entry.position();
            event++;
        }
        enter.executeBatch();
        head = reached;
    }

    /** Enters a row as it is now, after it was changed. */
    void enterChanged(long event) throws SQLException {
        byte[] digest = Statements.first(
                session, rows -> StoredRow.of(rows).digest(), "select * from event where seq = ?", event);
        if (digest != null) {
            enter(event, Kind.CHANGED, digest);
        }
    }

    /** Enters that a row is gone, with the digest it had. */
    void enterGone(long event, Kind kind) throws SQLException {
        LedgerEntry latest = latest(event);
        enter(event, kind, latest == null ? new byte[0] : latest.digest());
    }

    /** Returns the last entry about a row; null if there is none. */
    @Nullable LedgerEntry latest(long event) throws SQLException {
        return Statements.first(session, LedgerEntry::of, LATEST, event);
    }

    /** Returns the end of the ledger. */
    Position head() throws SQLException {
        Position known = head;
        if (known == null) {
            LedgerEntry last = Statements.first(session, LedgerEntry::of, HEAD);
            known = last == null ? base() : last.position();
            head = known;
        }
        return known;
    }

    /** Returns the position that the oldest kept entry follows. */
    Position base() throws SQLException {
        return position(BASE, Position.START);
    }

    void moveBase(Position to) throws SQLException {
        Meta.put(session, BASE, to.toString());
    }

    /** Returns the position up to which everything was verified. */
    Position anchor() throws SQLException {
        return position(ANCHOR, base());
    }

    void moveAnchor(Position to) throws SQLException {
        Meta.put(session, ANCHOR, to.toString());
    }

    /** Enters every row of a journal that has no ledger yet. */
    void enterAll() throws SQLException {
        long after = 0;
        List<Written> page;
        do {
            page = Statements.list(
                    session,
                    rows -> new Written(rows.getLong("seq"), StoredRow.of(rows).digest()),
                    "select * from event where seq > ? order by seq limit 1000",
                    after);
            for (Written row : page) {
                enter(row.event(), Kind.INSERTED, row.digest());
                after = row.event();
            }
        } while (!page.isEmpty());
    }

    /** Chains everything after a position anew, once a broken chain was noticed and told. */
    void chainAnew(Position after) throws SQLException {
        Position reached = after;
        List<LedgerEntry> page;
        do {
            page = Statements.list(
                    session,
                    LedgerEntry::of,
                    "select * from ledger where seq > ? order by seq limit 1000",
                    reached.seq());
            for (LedgerEntry entry : page) {
                LedgerEntry chained = entry.chainedTo(reached);
                Statements.update(session, "update ledger set chain = ? where seq = ?", chained.chain(), entry.seq());
                reached = chained.position();
            }
        } while (!page.isEmpty());
        head = reached;
    }

    private Position position(String name, Position otherwise) throws SQLException {
        String text = Meta.get(session, name);
        try {
            return text == null ? otherwise : Position.parse(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            return otherwise;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Written(long event, byte[] digest) {}
}
