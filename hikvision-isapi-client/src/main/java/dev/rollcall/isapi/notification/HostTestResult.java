package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.RawBytes;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device says after trying to reach a listener. A failed test means something; a passed one only that the listener was reached.
 *
 * @param errorDescription in the device's words, for example {@code Connection refused} (DS-K1A8503MF V1.4.0)
 * @param otherFields every other field; values as printed, nested ones as JSON text
 * @param raw the exact bytes
 */
public record HostTestResult(@Nullable String errorDescription, Map<String, String> otherFields, RawBytes raw) {

    public HostTestResult {
        otherFields = Map.copyOf(otherFields);
    }

    /** Whether the device reached the listener; a device that says nothing else has. */
    public boolean reached() {
        String said = errorDescription == null ? "" : errorDescription.toLowerCase(Locale.ROOT);
        return said.isEmpty() || said.equals("ok") || said.startsWith("succe") || said.equals("none");
    }
}
