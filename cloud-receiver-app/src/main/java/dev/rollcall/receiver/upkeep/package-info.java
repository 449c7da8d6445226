/** What the store needs from time to time: facts that are derived from facts, and raw records that have been kept long enough. */
@NullMarked
package dev.rollcall.receiver.upkeep;

import org.jspecify.annotations.NullMarked;
