package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.reconcile.DayProof;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Days whose last comparison did not show them to be complete. Each stays so until that very day is compared again, so they are compared
 * again also when they are older than what is compared usually. What a person has accepted to be lost comes back by no comparison.
 */
final class OpenDays {

    /** A night must end; those that were compared longest ago come first. */
    static final int AT_ONCE = 31;

    private final TallyBook book;
    private final VerifyScope scope;

    OpenDays(TallyBook book, VerifyScope scope) {
        this.book = book;
        this.scope = scope;
    }

    /** Returns the days of a device that are to be compared again now: of a scope with bounds those within, else some, by hand all. */
    SortedSet<LocalDate> again(DeviceKey device) {
        Map<LocalDate, Instant> comparedAt = book.proofsKeptAt(device);
        List<LocalDate> longestAgo = open(device)
                .filter(scope::isWithin)
                .sorted(Comparator.comparing(
                                (LocalDate day) -> Objects.requireNonNullElse(comparedAt.get(day), Instant.EPOCH))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(scope.isBounded() || scope.recount() ? Long.MAX_VALUE : AT_ONCE)
                .toList();
        return new TreeSet<>(longestAgo);
    }

    /** Returns the last day before another that is open for one of these devices, whatever the scope; null if none is. */
    @Nullable LocalDate lastBefore(Collection<DeviceKey> devices, LocalDate before) {
        return devices.stream()
                .flatMap(this::open)
                .filter(day -> day.isBefore(before))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Stream<LocalDate> open(DeviceKey device) {
        return KeptProofs.of(book, device).values().stream()
                .filter(this::mayBecomeComplete)
                .map(DayProof::day);
    }

    private boolean mayBecomeComplete(DayProof day) {
        return switch (day.verdictBesideAcceptedLosses()) {
            case INCOMPLETE, UNKNOWN -> true;
            case CANNOT_COUNT -> scope.readsUncounted();
            case COMPLETE -> false;
        };
    }
}
