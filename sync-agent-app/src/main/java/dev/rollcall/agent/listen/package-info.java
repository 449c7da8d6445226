/**
 * The door for terminals that push to this computer: what they post is journaled and then acknowledged. No planning of passes, no
 * Hikvision words, and no thread of its own lives here.
 */
@NullMarked
package dev.rollcall.agent.listen;

import org.jspecify.annotations.NullMarked;
