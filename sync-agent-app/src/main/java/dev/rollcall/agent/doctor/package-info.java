/**
 * Looks for what is wrong and says what to do: one {@link dev.rollcall.agent.doctor.Check} for each line that it can print, judged from
 * what the terminals, the receiver and the journal tell. Asks and reports; changes nothing.
 */
@NullMarked
package dev.rollcall.agent.doctor;

import org.jspecify.annotations.NullMarked;
