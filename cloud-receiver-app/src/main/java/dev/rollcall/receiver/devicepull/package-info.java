/** Fetches events from terminals on the receiver's own network, as the original system did. Off unless terminals are listed. */
@NullMarked
package dev.rollcall.receiver.devicepull;

import org.jspecify.annotations.NullMarked;
