/**
 * A simulated Hikvision terminal: its event log, its digest authentication, its ISAPI endpoints and its pushes, to test
 * clients and receivers against. Written from observed device behaviour alone: nothing of the client or of attendance may
 * be used here, because a mistake shared by both sides would go unseen.
 */
@NullMarked
package dev.rollcall.simulator;

import org.jspecify.annotations.NullMarked;
