/** The read side: the feed of events and the list of devices. Writes nothing. */
@NullMarked
package dev.rollcall.receiver.query;

import org.jspecify.annotations.NullMarked;
