/** What terminals post is stored before it is understood, then translated in steps. No thread is started here. */
@NullMarked
package dev.rollcall.receiver.inbox;

import org.jspecify.annotations.NullMarked;
