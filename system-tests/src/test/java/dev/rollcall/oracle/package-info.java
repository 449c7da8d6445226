/**
 * What is really so, told by nobody whose work is being judged: a receiver that stores honestly and misbehaves by script, what the
 * simulated terminals logged, and a look into a journal that leaves it untouched. Nothing here asserts.
 */
@NullMarked
package dev.rollcall.oracle;

import org.jspecify.annotations.NullMarked;
