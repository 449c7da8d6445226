/** Journaled punches as files for other programs: what is in a row, in which order, in which format. Reads; knows no SQL. */
@NullMarked
package dev.rollcall.agent.export;

import org.jspecify.annotations.NullMarked;
