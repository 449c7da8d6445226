/**
 * The only place that knows both the device's words and ours: turns records and pushed notifications of a Hikvision terminal
 * into attendance facts. Pure; no I/O, no clock.
 */
@NullMarked
package dev.rollcall.attendance.hikvision;

import org.jspecify.annotations.NullMarked;
