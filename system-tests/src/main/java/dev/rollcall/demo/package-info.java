/**
 * The demonstration: one simulated terminal, the packaged receiver and the packaged agent, run as a person would run them.
 * Only the outside of the applications is used here: their files, commands and HTTP.
 */
@NullMarked
package dev.rollcall.demo;

import org.jspecify.annotations.NullMarked;
