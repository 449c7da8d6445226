/**
 * What a disk may do to the journal: images of what lies there after the power went, made of a record of the real calls, and bits that
 * are not what was written. Each is opened by the journal's own code and judged by what the recorded work had promised until then.
 */
@NullMarked
package dev.rollcall.disklab;

import org.jspecify.annotations.NullMarked;
