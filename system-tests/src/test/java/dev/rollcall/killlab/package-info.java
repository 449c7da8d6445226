/**
 * The packaged agent, killed again and again under live traffic, at random moments and after every call that changes its files; what it
 * was to deliver is then counted by the oracle.
 */
@NullMarked
package dev.rollcall.killlab;

import org.jspecify.annotations.NullMarked;
