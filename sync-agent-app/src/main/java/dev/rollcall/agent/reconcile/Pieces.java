package dev.rollcall.agent.reconcile;

import dev.rollcall.attendance.identity.Recognition;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The pieces of device time that are compared with the receiver, the latest first. They do not touch one another. */
record Pieces(List<Piece> all) {

    /** Nothing was compared. */
    static final Pieces NONE = new Pieces(List.of());

    /** The receiver may have an event of a day where another offset prints it. */
    private static final int MARGIN_DAYS =
            (int) Duration.ofHours(Recognition.candidateHours() + 23).toDays();

    /**
     * A piece.
     *
     * @param from its first hour; null for no bound
     * @param to   the hour after its last; null for no bound
     */
    record Piece(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {

        private boolean covers(LocalDate day) {
            return (from == null || !from.isAfter(begin(day))) && (to == null || !to.isBefore(end(day)));
        }
    }

    Pieces {
        all = List.copyOf(all);
    }

    /**
     * Returns the pieces for days, and for these beside them.
     *
     * @param from the first hour of the days; null for no bound
     * @param to   the hour after the last; null for no bound
     * @param days other days, those within included
     */
    static Pieces of(@Nullable LocalDateTime from, @Nullable LocalDateTime to, Set<LocalDate> days) {
        LocalDateTime end = to == null ? null : to.plusDays(MARGIN_DAYS);
        if (from == null) {
            return new Pieces(List.of(new Piece(null, end)));
        }
        List<Piece> pieces = new ArrayList<>();
        LocalDateTime begin = from.minusDays(MARGIN_DAYS);
        TreeSet<LocalDate> latestFirst = new TreeSet<>(Comparator.reverseOrder());
        latestFirst.addAll(days);
        for (LocalDate day : latestFirst) {
            if (end(day).isBefore(begin)) {
                pieces.add(new Piece(begin, end));
                end = end(day);
                begin = begin(day);
            } else {
                begin = begin(day).isBefore(begin) ? begin(day) : begin;
            }
        }
        pieces.add(new Piece(begin, end));
        return new Pieces(pieces);
    }

    /** Tells whether all was compared. */
    boolean coverAll() {
        return all.stream().anyMatch(piece -> piece.from() == null && piece.to() == null);
    }

    /** Tells whether all was compared where an event of a day may be. */
    boolean cover(LocalDate day) {
        return all.stream().anyMatch(piece -> piece.covers(day));
    }

    private static LocalDateTime begin(LocalDate day) {
        return day.minusDays(MARGIN_DAYS).atStartOfDay();
    }

    private static LocalDateTime end(LocalDate day) {
        return day.plusDays(1 + MARGIN_DAYS).atStartOfDay();
    }
}
