@NullMarked
package dev.rollcall.receiver;

import org.jspecify.annotations.NullMarked;
