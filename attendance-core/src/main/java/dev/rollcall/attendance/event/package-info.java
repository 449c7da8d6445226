/**
 * What happened, as immutable values: events, their names, their time, and who saw them. Nothing here decides, compares
 * or reads a clock.
 */
@NullMarked
package dev.rollcall.attendance.event;

import org.jspecify.annotations.NullMarked;
