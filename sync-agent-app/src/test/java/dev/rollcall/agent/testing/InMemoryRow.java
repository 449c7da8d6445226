package dev.rollcall.agent.testing;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.attendance.reconcile.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event in {@link InMemoryRows}, and what became of it. */
final class InMemoryRow {

    final EventId id;
    final long order;
    final Set<LocalDateTime> reprints = new LinkedHashSet<>();
    final Set<String> others = new LinkedHashSet<>();
    Observation seen;
    boolean confirmed;
    State state = State.KEPT;
    int attempts;

    @Nullable String batch;

    @Nullable String reason;

    @Nullable Instant settledAt;

    private @Nullable TalliedEvent sent;
    private @Nullable Tally sentTally;
    private @Nullable Tally ownTally;
    private @Nullable TalliedEvent own;
    private @Nullable Observation ownOf;

    /** Where it is on its way. */
    enum State {
        /** It does not travel. */
        KEPT,
        WAITING,
        CLAIMED,
        BLOCKED,
        SETTLED
    }

    InMemoryRow(EventId id, long order, Observation seen) {
        this.id = id;
        this.order = order;
        this.seen = seen;
        this.confirmed = seen.channel().confirms();
    }

    InMemoryRow copy() {
        InMemoryRow copy = new InMemoryRow(id, order, seen);
        copy.reprints.addAll(reprints);
        copy.others.addAll(others);
        copy.confirmed = confirmed;
        copy.state = state;
        copy.attempts = attempts;
        copy.batch = batch;
        copy.reason = reason;
        copy.settledAt = settledAt;
        copy.sent = sent;
        copy.sentTally = sentTally;
        copy.own = own;
        copy.ownTally = ownTally;
        copy.ownOf = ownOf;
        return copy;
    }

    boolean isDoneBefore(Instant before) {
        boolean settled = state == State.SETTLED && settledAt != null && settledAt.isBefore(before);
        Instant latestWall =
                seen.event().time().wallClock().toInstant(ZoneOffset.UTC).plus(Duration.ofHours(14));
        return (settled || state == State.KEPT) && seen.seenAt().isBefore(before) && latestWall.isBefore(before);
    }

    /** Returns the wall clocks at which it was printed. */
    Stream<LocalDateTime> printed() {
        return Stream.concat(reprints.stream(), Stream.of(seen.event().time().wallClock()));
    }

    /** Tells whether the terminal's own log dates it, with a time that can be. */
    boolean isDated() {
        return confirmed && seen.event().time().quality() != TimeQuality.IMPLAUSIBLE;
    }

    /** Returns it as the journal counts it. */
    TalliedEvent own() {
        TalliedEvent known = own;
        if (known == null || ownOf != seen) {
            known = TalliedEvent.of(seen.event(), id);
            own = known;
            ownOf = seen;
            ownTally = known.tally();
        }
        return known;
    }

    Tally ownTally() {
        own();
        return Objects.requireNonNull(ownTally);
    }

    /** Returns it as the receiver has acknowledged it; null if it has not. */
    @Nullable TalliedEvent sent() {
        return sent;
    }

    Tally sentTally() {
        return Objects.requireNonNull(sentTally);
    }

    void sentAs(@Nullable TalliedEvent there) {
        sent = there;
        sentTally = there == null ? null : there.tally();
    }

    StoredEvent stored() {
        return new StoredEvent(order, id, seen.event(), confirmed, List.copyOf(reprints));
    }
}
