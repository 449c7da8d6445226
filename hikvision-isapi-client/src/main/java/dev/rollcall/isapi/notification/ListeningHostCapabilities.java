package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.RawBytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of its listening hosts. Empty lists and null where it says nothing.
 *
 * @param hostNumber number of slots
 * @param maxUrlLength longest path, in characters
 * @param protocols for example {@code HTTP} and {@code HTTPS}
 * @param formats for example {@code XML} and {@code JSON}
 * @param addressings {@code ipaddress} and, where names are taken, {@code hostname}
 * @param minPort lowest port of a listener
 * @param maxPort highest port of a listener
 * @param otherFields every other field in the order of the answer; values as printed, nested ones as JSON text
 * @param raw the exact bytes
 */
public record ListeningHostCapabilities(
        @Nullable Integer hostNumber,
        @Nullable Integer maxUrlLength,
        List<String> protocols,
        List<String> formats,
        List<String> addressings,
        @Nullable Integer minPort,
        @Nullable Integer maxPort,
        Map<String, String> otherFields,
        RawBytes raw) {

    public ListeningHostCapabilities {
        protocols = List.copyOf(protocols);
        formats = List.copyOf(formats);
        addressings = List.copyOf(addressings);
        otherFields = Collections.unmodifiableMap(new LinkedHashMap<>(otherFields));
    }
}
