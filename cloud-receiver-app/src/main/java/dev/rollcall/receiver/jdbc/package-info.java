/** The SQL adapter of the ports in store, for SQLite and PostgreSQL. Nothing outside may know which of the two it is. */
@NullMarked
package dev.rollcall.receiver.jdbc;

import org.jspecify.annotations.NullMarked;
