/**
 * What other programs ask of a running agent over HTTP on this computer: its health and its metrics, from the same state that {@code status}
 * shows. Names no person and no secret; changes nothing.
 */
@NullMarked
package dev.rollcall.agent.monitor;

import org.jspecify.annotations.NullMarked;
