/** The agent as a person installs it: unpacked, set up and started by what is packaged, with the commands of the guide. */
@NullMarked
package dev.rollcall.living;

import org.jspecify.annotations.NullMarked;
