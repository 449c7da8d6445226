/** Tokens and what they allow. No secret is kept: only hashes are. */
@NullMarked
package dev.rollcall.receiver.security;

import org.jspecify.annotations.NullMarked;
