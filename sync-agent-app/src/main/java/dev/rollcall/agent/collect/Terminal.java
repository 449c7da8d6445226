package dev.rollcall.agent.collect;

import dev.rollcall.agent.config.DeviceConfig;

/**
 * A configured terminal and the way to it.
 *
 * @param config its configuration
 * @param source the way to it
 */
public record Terminal(DeviceConfig config, EventSource source) {}
