/** Ports to the database and the values they speak of. No SQL and no HTTP may appear here. */
@NullMarked
package dev.rollcall.receiver.store;

import org.jspecify.annotations.NullMarked;
