package dev.rollcall.attendance.window;

import java.time.LocalDateTime;

/**
 * A known point of a device's log: the serial number of an event and the wall clock printed with it.
 *
 * @param serialNo  the serial number, 1 and up
 * @param wallClock the printed wall clock
 */
public record Anchor(long serialNo, LocalDateTime wallClock) {}
