/** The commands a person types, what they print and how they exit. Opens the agent through wiring; decides nothing itself. */
@NullMarked
package dev.rollcall.agent.cli;

import org.jspecify.annotations.NullMarked;
