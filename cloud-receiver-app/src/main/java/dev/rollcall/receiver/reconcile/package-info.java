/**
 * How agents' counts are compared with what is stored, what came of it, and the statements that are made of that. Tables and requests are
 * no business of this package.
 */
@NullMarked
package dev.rollcall.receiver.reconcile;

import org.jspecify.annotations.NullMarked;
