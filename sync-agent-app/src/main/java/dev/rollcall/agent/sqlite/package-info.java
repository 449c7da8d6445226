/** Journal and outbox over one SQLite file and one writing connection. The only package that knows SQL. */
@NullMarked
package dev.rollcall.agent.sqlite;

import org.jspecify.annotations.NullMarked;
