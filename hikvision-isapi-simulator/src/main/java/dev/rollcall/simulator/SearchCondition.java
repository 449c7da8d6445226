package dev.rollcall.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events a search or a count is about. Times are inclusive at both ends, with a resolution of one second; the vendor
 * does not say what the end is, so clients must overlap anyway.
 *
 * @param major 0 for all
 * @param minor 0 for all
 * @param reachable false if the window can never match because of the offset it was written in
 */
record SearchCondition(
        int major,
        int minor,
        @Nullable Instant start,
        @Nullable Instant end,
        long beginSerial,
        long endSerial,
        @Nullable String employeeNo,
        @Nullable String cardNo,
        @Nullable String name,
        boolean reachable) {

    /** Highest serial in the capabilities of DS-K1T342MWX V4.48.40. */
    static final long MAX_SERIAL = 3_000_000_000L;

    List<SimulatedEvent> matches(List<SimulatedEvent> events) {
        return reachable ? events.stream().filter(this::matches).toList() : List.of();
    }

    private boolean matches(SimulatedEvent event) {
        return (major == 0 || event.major() == major)
                && (minor == 0 || event.minor() == minor)
                && isInWindow(event.loggedTime().toInstant())
                && isInSerialWindow(event.serialNo())
                && isOf(event.person());
    }

    private boolean isInWindow(Instant time) {
        return (start == null || !time.isBefore(start)) && (end == null || !time.isAfter(end));
    }

    private boolean isInSerialWindow(long serial) {
        return endSerial == 0 || (serial >= beginSerial && serial <= endSerial);
    }

    private boolean isOf(@Nullable Person person) {
        return (employeeNo == null || (person != null && employeeNo.equals(person.employeeNo())))
                && (cardNo == null || (person != null && cardNo.equals(person.cardNo())))
                && (name == null || (person != null && name.equals(person.name())));
    }
}
