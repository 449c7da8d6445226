package dev.rollcall.agent.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long alarms stand of what simply happened: nothing that is read later can disprove it, so they end some time after it happened last.
 * All others are taken back by whoever raised them.
 */
final class AlarmTerms {

    private static final Logger log = LoggerFactory.getLogger(AlarmTerms.class);

    /** Somebody is to see and mend a push; once none came for so long it is mended. */
    private static final Duration PUSHES = Duration.ofDays(7);

    /** Somebody has done something to a terminal, or to this computer; whoever looks once a month is to learn of it. */
    private static final Duration EVENTS = Duration.ofDays(30);

    private record Term(Duration after, boolean afterRereads, List<String> kinds) {}

    private static final List<Term> TERMS = List.of(
            new Term(PUSHES, false, List.of("foreign-push", "push-truncated")),
            new Term(EVENTS, false, List.of("log-reset")),
            new Term(
                    EVENTS,
                    true,
                    List.of(
                            "checkpoint-damage",
                            "journal-damage",
                            "journal-missing",
                            "journal-rebuilt",
                            "journal-replaced",
                            "ledger-broken")));

    private AlarmTerms() {}

    /** Lowers what has stood long enough; what had devices read again stands at least until they are. */
    static void end(Session session, Instant now) throws SQLException {
        boolean rereads = Statements.count(session, "select count(*) from reread") > 0;
        for (Term term : TERMS) {
            if (!rereads || !term.afterRereads()) {
                for (String kind : term.kinds()) {
                    end(session, kind, now.minus(term.after()));
                }
            }
        }
    }

    private static void end(Session session, String kind, Instant before) throws SQLException {
        int ended = Statements.update(session, "delete from alarm where kind = ? and raised_at < ?", kind, before);
        if (ended > 0) {
            log.info("The alarm {} is history: it has not happened again for long enough.", kind);
        }
    }
}
