package dev.rollcall.agent.collect;

import dev.rollcall.attendance.event.DeviceKey;
import org.jspecify.annotations.Nullable;

/**
 * Who a terminal says it is.
 *
 * @param key      its lasting key
 * @param model    its model; null if it tells none
 * @param firmware its firmware version; null if it tells none
 */
public record SourceIdentity(
        DeviceKey key, @Nullable String model, @Nullable String firmware) {}
