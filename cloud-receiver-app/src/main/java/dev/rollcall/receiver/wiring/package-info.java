/** Builds the parts, reads the system clock and starts the threads; the only place that does. */
@NullMarked
package dev.rollcall.receiver.wiring;

import org.jspecify.annotations.NullMarked;
