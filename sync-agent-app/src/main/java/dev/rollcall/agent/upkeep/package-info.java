/** When the journal is verified and pruned. How that is done is the store's business. */
@NullMarked
package dev.rollcall.agent.upkeep;

import org.jspecify.annotations.NullMarked;
