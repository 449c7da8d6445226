/**
 * The deterministic simulation: the agents' and the receiver's own logic in one thread, between simulated devices, networks, disks,
 * databases and clocks. One seed is one run. Nothing here reads a real clock or a real source of chance.
 */
@NullMarked
package dev.rollcall.simulation;

import org.jspecify.annotations.NullMarked;
