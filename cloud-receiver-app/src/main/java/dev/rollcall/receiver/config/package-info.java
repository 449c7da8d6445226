/** The settings of the receiver, checked once at start. */
@NullMarked
package dev.rollcall.receiver.config;

import org.jspecify.annotations.NullMarked;
