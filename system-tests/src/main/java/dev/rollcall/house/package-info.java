/**
 * The packaged applications and simulated terminals, run as a person would run them: as processes, by their files, commands and
 * HTTP. Used by the demonstration and the whole-house tests; nothing here looks inside the applications.
 */
@NullMarked
package dev.rollcall.house;

import org.jspecify.annotations.NullMarked;
