/** The durable record of what terminals logged, as a port: events, checkpoints, quarantine, passes, alarms, password refusals. No SQL. */
@NullMarked
package dev.rollcall.agent.journal;

import org.jspecify.annotations.NullMarked;
