/**
 * How it is proved that nothing is missing: tallies, their comparison, what is found to differ, verdicts, and the statement that
 * others can check. Pure; what is counted and who is asked is the callers' business.
 */
@NullMarked
package dev.rollcall.attendance.reconcile;

import org.jspecify.annotations.NullMarked;
