/** Builds adapters, threads and clocks from a configuration, and opens the agent as a whole. No rules of its own. */
@NullMarked
package dev.rollcall.agent.wiring;

import org.jspecify.annotations.NullMarked;
