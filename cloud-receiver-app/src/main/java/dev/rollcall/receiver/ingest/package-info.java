/** The one door to the store for every channel: recognises observations and writes what they change, in one transaction. */
@NullMarked
package dev.rollcall.receiver.ingest;

import org.jspecify.annotations.NullMarked;
