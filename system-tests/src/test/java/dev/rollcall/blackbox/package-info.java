/**
 * The packaged agent, seen from outside only, under every fault of the fault model that is the agent's to bear; the tests are named
 * after its rows, and {@code docs/faults/agent.md} lists them.
 */
@NullMarked
package dev.rollcall.blackbox;

import org.jspecify.annotations.NullMarked;
