package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalFault;
import dev.rollcall.agent.journal.JournalProof;
import dev.rollcall.agent.sqlite.LedgerEntry.Position;
import dev.rollcall.agent.sqlite.LedgerWalk.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Verifies a whole journal and changes nothing. */
final class FullCheck {

    private static final int ENTRIES = 2_000;

    private final Session session;
    private final List<JournalFault> faults = new ArrayList<>();
    private long events;
    private long entries;

    FullCheck(Session session) {
        this.session = session;
    }

    JournalProof run() throws SQLException {
        for (String problem : Statements.list(session, rows -> rows.getString(1), "pragma integrity_check")) {
            if (!problem.equals("ok")) {
                faults.add(new JournalFault("file", problem));
            }
        }
        followLedger();
        addAll("event", "is not in the ledger", """
                select seq from event e where not exists (select 1 from ledger l where l.event = e.seq)""");
        addAll("outbox place", "is of no event", """
                select event from outbox o where not exists (select 1 from event e where e.seq = o.event)""");
        for (String device : Checkpoints.damaged(session)) {
            faults.add(new JournalFault("checkpoint of " + device, "is not what was written"));
        }
        Statements.list(
                session,
                rows -> HexFormat.of()
                                .formatHex(Sha256.of(rows.getBytes("raw")))
                                .equals(rows.getString("digest"))
                        || faults.add(new JournalFault(
                                "quarantined record " + rows.getLong("seq"), DamagedRows.OTHER_CONTENT)),
                "select seq, digest, raw from quarantine");
        return new JournalProof(events, entries, faults);
    }

    private void followLedger() throws SQLException {
        Ledger ledger = new Ledger(session);
        Position reached = ledger.base();
        Position anchor = ledger.anchor();
        Step step;
        do {
            step = LedgerWalk.step(session, reached, ENTRIES);
            step.broken()
                    .forEach(after -> faults.add(new JournalFault("ledger", "is broken after entry " + after.seq())));
            step.findings()
                    .forEach(found -> faults.add(new JournalFault("event " + found.event(), describe(found.fault()))));
            reached = step.reached();
            entries += step.entries();
            events += step.rows();
        } while (step.entries() == ENTRIES);
        if (anchor.seq() > reached.seq()) {
            faults.add(new JournalFault("ledger", "ends before the verified entry " + anchor.seq()));
        }
    }

    private void addAll(String what, String fault, String sql) throws SQLException {
        for (Long seq : Statements.list(session, rows -> rows.getLong(1), sql)) {
            faults.add(new JournalFault(what + " " + seq, fault));
        }
    }

    private static String describe(LedgerWalk.Fault fault) {
        return switch (fault) {
            case OTHER_CONTENT -> DamagedRows.OTHER_CONTENT;
            case GONE -> DamagedRows.GONE;
            case NO_PLACE -> "it should travel and has no right place in the outbox";
        };
    }
}
