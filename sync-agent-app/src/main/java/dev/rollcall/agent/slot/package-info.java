/**
 * The slots in which a terminal keeps whom it posts to: telling it to post to this agent, seeing that it still does, telling it again,
 * and taking that back. Of slots that are not ours nothing is ever written. No HTTP, no Hikvision words and no thread lives here.
 */
@NullMarked
package dev.rollcall.agent.slot;

import org.jspecify.annotations.NullMarked;
