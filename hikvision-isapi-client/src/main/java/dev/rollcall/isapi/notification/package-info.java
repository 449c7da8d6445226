/**
 * What a terminal posts to a listener of its own accord: reading such a body whatever its shape, and taking pictures out of
 * it before it is stored. Nothing here listens or answers.
 */
@NullMarked
package dev.rollcall.isapi.notification;

import org.jspecify.annotations.NullMarked;
