package dev.rollcall.isapi.system;

import dev.rollcall.isapi.DeviceDocument;
import java.util.List;

/**
 * How a terminal's clock can be set, as it claims.
 *
 * @param modes {@code NTP}, {@code manual}; empty if not told
 * @param timeTypes {@code local}, {@code UTC}; empty if not told
 * @param document all that it claims
 */
public record TimeCapabilities(List<String> modes, List<String> timeTypes, DeviceDocument document) {

    public TimeCapabilities {
        modes = List.copyOf(modes);
        timeTypes = List.copyOf(timeTypes);
    }
}
