/**
 * The wires of the house cut at each byte of a whole conversation, terminal and receiver alike, by a proxy in this process; the next pass has
 * to deliver everything once.
 */
@NullMarked
package dev.rollcall.wirelab;

import org.jspecify.annotations.NullMarked;
