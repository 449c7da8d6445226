package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.RawBytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One place where a device keeps an address it posts events to. A terminal has one or two, and another system may hold them.
 *
 * @param id number of the slot, from 1
 * @param url path and query at the listener; may hold a token, so it is left out of {@link #toString()}
 * @param protocolType {@code HTTP}, {@code HTTPS}, or {@code EHome} for a slot of the vendor's cloud (DS-K1A8503MF V1.4.0)
 * @param parameterFormatType {@code XML}, {@code JSON} or {@code querystring}; some firmware ignores it
 * @param addressingFormatType whether the address is a number or a name, in the device's words
 * @param hasPassword whether a password is printed; it stands in {@code raw} only
 * @param httpBroken whether events are kept and sent later while the listener is away
 * @param enabled null on firmware without this switch
 * @param otherFields every other field in the order of the answer; values as printed, nested ones as JSON text
 * @param raw the exact bytes of this slot
 */
public record ListeningHost(
        String id,
        @Nullable String url,
        @Nullable String protocolType,
        @Nullable String parameterFormatType,
        @Nullable String addressingFormatType,
        @Nullable String hostName,
        @Nullable String ipAddress,
        @Nullable Integer portNo,
        @Nullable String userName,
        boolean hasPassword,
        @Nullable String httpAuthenticationMethod,
        @Nullable Boolean httpBroken,
        @Nullable Boolean enabled,
        Map<String, String> otherFields,
        RawBytes raw) {

    public ListeningHost {
        otherFields = Collections.unmodifiableMap(new LinkedHashMap<>(otherFields));
    }

    /** Whether nobody uses the slot: it names no address, or the address of nobody. A slot of another protocol is never free. */
    public boolean free() {
        boolean http =
                protocolType == null || protocolType.toUpperCase(Locale.ROOT).startsWith("HTTP");
        boolean named = hostName != null && !isNobody(hostName);
        boolean addressed = ipAddress != null && !isNobody(ipAddress);
        boolean otherwise = otherFields.containsKey("ipv6Address") && !isNobody(otherFields.get("ipv6Address"));
        return http && !named && !addressed && !otherwise;
    }

    /** Without url, user and password. */
    @Override
    public String toString() {
        String address = hostName == null || (ipAddress != null && !isNobody(ipAddress)) ? ipAddress : hostName;
        return "ListeningHost[" + id + ": " + (free() ? "free" : protocolType + " " + address + ":" + portNo) + "]";
    }

    private static boolean isNobody(@Nullable String address) {
        return address == null || address.isBlank() || address.equals("0.0.0.0") || address.matches("[0:]+");
    }
}
