/** Commands that change something, as values; the table through which they are handed to a running daemon; both ends of that. No SQL, no threads. */
@NullMarked
package dev.rollcall.agent.command;

import org.jspecify.annotations.NullMarked;
