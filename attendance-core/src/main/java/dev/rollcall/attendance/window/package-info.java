/**
 * Which half-open slice of device time to ask next, and how far a checkpoint may move. Pure planning in the device's own
 * wall clock; nobody is asked and nothing is stored here.
 */
@NullMarked
package dev.rollcall.attendance.window;

import org.jspecify.annotations.NullMarked;
