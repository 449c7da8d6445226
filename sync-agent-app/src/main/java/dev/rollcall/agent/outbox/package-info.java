/** What waits for the receiver, the relay that delivers it, and what each answer means. No HTTP and no SQL. */
@NullMarked
package dev.rollcall.agent.outbox;

import org.jspecify.annotations.NullMarked;
