/**
 * When two observations are one event, as pure functions over events. No store and no channel is known here; journal and
 * receiver apply these rules under their own locks.
 */
@NullMarked
package dev.rollcall.attendance.identity;

import org.jspecify.annotations.NullMarked;
