/** One pass over one device: clock, plan, slices, pages, into the journal. The device is a port; no protocol words here. */
@NullMarked
package dev.rollcall.agent.collect;

import org.jspecify.annotations.NullMarked;
