/**
 * Making a configuration: what is asked, in which order, what becomes of the answers. Talks to people, terminals and the receiver
 * through ports only; knows no SQL, no HTTP and no clock.
 */
@NullMarked
package dev.rollcall.agent.init;

import org.jspecify.annotations.NullMarked;
