package dev.rollcall.agent.collect;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.schedule.Turn;

/**
 * A configured terminal and the way to it.
 *
 * @param config its configuration
 * @param source the way to it
 * @param turn   to be taken by whoever talks to it
 */
public record Terminal(DeviceConfig config, EventSource source, Turn turn) {

    /** A terminal that only one piece of work ever talks to. */
    public Terminal(DeviceConfig config, EventSource source) {
        this(config, source, Turn.FREE);
    }
}
