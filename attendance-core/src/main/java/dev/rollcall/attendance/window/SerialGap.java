package dev.rollcall.attendance.window;

import java.time.LocalDateTime;

/**
 * Events that a device logged and no longer holds: overwritten, or deleted by somebody, before they were read.
 *
 * @param serials   their serial numbers
 * @param notBefore the wall clock of the last event known before them
 * @param notAfter  the wall clock of the first event found after them
 */
public record SerialGap(SerialRange serials, LocalDateTime notBefore, LocalDateTime notAfter) {}
