/** When things happen: cron, back-off, the port that drives step functions, and the names of the steps. No threads and no clocks of its own. */
@NullMarked
package dev.rollcall.agent.schedule;

import org.jspecify.annotations.NullMarked;
