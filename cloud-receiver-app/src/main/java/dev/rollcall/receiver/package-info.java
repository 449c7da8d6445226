/** The cloud side: takes batches and webhooks, stores each event exactly once, shows what it has. Only the entry points live here. */
@NullMarked
package dev.rollcall.receiver;

import org.jspecify.annotations.NullMarked;
