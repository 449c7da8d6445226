package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.PassRun.Subject;
import dev.rollcall.agent.journal.Backfill;
import dev.rollcall.agent.journal.Backfills;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.attendance.window.Plan;
import dev.rollcall.attendance.window.Slice;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a range of a device's time again, whatever its checkpoint says, and leaves that where it is. The device's turn is given
 * away between two pieces, so that a long backfill delays a scheduled pass by one piece and no more.
 */
public final class Backfiller {

    private static final Logger log = LoggerFactory.getLogger(Backfiller.class);

    private static final Duration LONGEST_PIECE = Duration.ofDays(366);

    private final Collector rules;
    private final Backfills backfills;
    private final Duration piece;
    private final BooleanSupplier stopping;

    /**
     * Creates a backfiller.
     *
     * @param piece    how much device time is read in one turn; it is split further where there is much in it
     * @param stopping tells whether the agent is being stopped
     */
    public Backfiller(Collector rules, Backfills backfills, Duration piece, BooleanSupplier stopping) {
        this.rules = rules;
        this.backfills = backfills;
        this.piece = piece;
        this.stopping = stopping;
    }

    /**
     * Reads a range of a terminal, going on where an unfinished backfill of the same range stopped. Blocks until it is read or
     * gives up.
     *
     * @param from the first second, by the device's clock
     * @param to   the second after the last; null for as far as the device's clock is
     * @param told is told how far it is
     * @return what that came to, earlier runs included; a device that does not answer is a result, not an exception
     */
    public PassResult backfill(
            Terminal terminal, LocalDateTime from, @Nullable LocalDateTime to, BackfillMeter.Told told) {
        String name = terminal.config().name();
        Under under = new Under(terminal);
        try {
            under.begin(from, to, told);
            under.readAll();
            log.info(
                    "Backfill of {} from {}: {} records read.",
                    name,
                    from,
                    under.tally().read());
            return new PassResult(name, under.tally(), null);
        } catch (SourceException failure) {
            under.close(failure.reason());
            log.warn("Backfill of {} ended early: {}", name, failure.reason());
            return new PassResult(name, under.tally(), failure);
        }
    }

    /** One backfill under way. */
    private final class Under {

        private final Terminal terminal;
        private PageTally before = PageTally.NONE;
        private @Nullable PassRun run;
        private @Nullable Backfill backfill;
        private @Nullable BackfillMeter meter;
        private LocalDateTime end = LocalDateTime.MIN;

        Under(Terminal terminal) {
            this.terminal = terminal;
        }

        PageTally tally() {
            return run == null ? before : before.plus(run.tally());
        }

        void begin(LocalDateTime from, @Nullable LocalDateTime to, BackfillMeter.Told told) {
            terminal.turn().take(() -> {
                Subject subject = rules.greet(terminal);
                end = to == null ? subject.clock().clock().wallClock() : to;
                Backfill begun =
                        backfills.begin(subject.key(), from, to, rules.clock().instant());
                backfill = begun;
                before = begun.tally();
                LocalDateTime start = begun.reached() == null ? from : begun.reached();
                if (begun.reached() != null) {
                    log.info(
                            "Backfill of {} goes on from {}.", terminal.config().name(), start);
                }
                Plan plan = new Plan(subject.clock().clock(), Plan.Reason.BACKFILL, List.of());
                run = new PassRun(rules, terminal.source(), subject, plan, null);
                meter = new BackfillMeter(terminal.config().name(), begun, end, count(subject, start), told);
                return begun;
            });
        }

        void readAll() {
            Backfill begun = Objects.requireNonNull(backfill);
            LocalDateTime reached = begun.reached() == null ? begun.from() : begun.reached();
            Duration length = piece;
            while (reached.isBefore(end)) {
                if (stopping.getAsBoolean()) {
                    throw new CancellationException(
                            "the agent is being stopped; the backfill goes on at the next start");
                }
                LocalDateTime next = reached.plus(length).isBefore(end) ? reached.plus(length) : end;
                Slice slice = Slice.of(reached, next);
                long before = tally().read();
                terminal.turn().take(() -> {
                    Objects.requireNonNull(run).readAgain(slice, this::stored);
                    return slice;
                });
                reached = next;
                length = tally().read() > before ? piece : longer(length);
            }
            backfills.finish(begun.id(), rules.clock().instant());
            close(null);
        }

        /** Nothing was found: years in which the device stood in its box are not walked through week by week. */
        private Duration longer(Duration length) {
            Duration doubled = length.multipliedBy(2);
            return doubled.compareTo(LONGEST_PIECE) < 0 ? doubled : LONGEST_PIECE;
        }

        private void stored(Slice part) {
            backfills.reached(
                    Objects.requireNonNull(backfill).id(),
                    part.endExclusive(),
                    tally(),
                    rules.clock().instant());
            Objects.requireNonNull(meter).stored(part.endExclusive(), tally().read());
        }

        void close(@Nullable String problem) {
            if (run != null) {
                run.closeAgain(problem);
            }
        }

        /** How many records there are to read; null where the terminal cannot tell. */
        private @Nullable Long count(Subject subject, LocalDateTime start) {
            if (!start.isBefore(end)) {
                return null;
            }
            try {
                return terminal.source().count(new LogQuery.ByTime(Slice.of(start, end), subject.offset(), 0));
            } catch (SourceException unable) {
                if (!Collector.isNotTaken(unable)) {
                    throw unable;
                }
                return null;
            }
        }
    }
}
