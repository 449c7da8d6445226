/** HTTP in, status out, limits. Decides nothing about events and knows no SQL. */
@NullMarked
package dev.rollcall.receiver.web;

import org.jspecify.annotations.NullMarked;
