/**
 * The packaged receiver and its database killed again and again under traffic, with an oracle that remembers each event that was
 * acknowledged.
 */
@NullMarked
package dev.rollcall.killrounds;

import org.jspecify.annotations.NullMarked;
