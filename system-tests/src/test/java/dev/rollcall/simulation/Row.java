package dev.rollcall.simulation;

import dev.rollcall.simulation.Truth.Happening;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Supplier;

/** A row of a device's log. What was printed of it last is kept, since it is nearly always printed so again. */
final class Row {

    private final Happening event;
    private final long serial;
    private final Instant at;
    private final LocalDateTime logged;
    private final ZoneOffset offset;
    private ZoneOffset lastOffset;
    private LocalDateTime lastUnder;
    private LocalDateTime textOf;
    private ZoneOffset textOffset;
    private String text;

    Row(Happening event, long serial, Instant at, LocalDateTime logged, ZoneOffset offset) {
        this.event = event;
        this.serial = serial;
        this.at = at;
        this.logged = logged;
        this.offset = offset;
    }

    Happening event() {
        return event;
    }

    long serial() {
        return serial;
    }

    /** Returns when it was logged by the device's clock. */
    Instant at() {
        return at;
    }

    /** Returns the wall clock of that. */
    LocalDateTime logged() {
        return logged;
    }

    ZoneOffset offset() {
        return offset;
    }

    /** Returns the wall clock of the same instant under an offset. */
    LocalDateTime under(ZoneOffset other) {
        if (!other.equals(lastOffset)) {
            lastOffset = other;
            lastUnder = LocalDateTime.ofInstant(at, other).withNano(0);
        }
        return lastUnder;
    }

    /** Returns its text under a wall clock and an offset. */
    String text(LocalDateTime printed, ZoneOffset printedOffset, Supplier<String> writing) {
        if (text == null || !printed.equals(textOf) || !Objects.equals(printedOffset, textOffset)) {
            textOf = printed;
            textOffset = printedOffset;
            text = writing.get();
        }
        return text;
    }
}
