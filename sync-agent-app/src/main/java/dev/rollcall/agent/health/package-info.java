/** What a person or a receiver wants to know of the agent: status, heartbeat. Reads and reports; repairs nothing. */
@NullMarked
package dev.rollcall.agent.health;

import org.jspecify.annotations.NullMarked;
