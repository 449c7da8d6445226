/** The proof of completeness, tested on the whole house: what is changed in device, journal or receiver is named, and heals. */
@NullMarked
package dev.rollcall.proof;

import org.jspecify.annotations.NullMarked;
