/**
 * Compares device, journal and receiver, puts right what can be, and tells the rest. How devices are asked is the business of {@code
 * collect}, what is stored that of {@code journal}; no HTTP, no SQL here.
 */
@NullMarked
package dev.rollcall.agent.reconcile;

import org.jspecify.annotations.NullMarked;
