package dev.rollcall.isapi.discovery;

import dev.rollcall.isapi.RawBytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one device answered to a discovery probe. Anybody on the network can send such an answer, so it is a hint where to look and
 * no proof of identity: read {@code system().deviceInfo()} before trusting it. A device with two network ports answers once for
 * each, with the same serial number.
 *
 * @param sender IP address the answer came from; differs from {@code ipv4Address} while the device has an address of another network
 * @param serialNumber the long form, which holds model, build date and firmware; its last nine characters identify the device
 * @param model for example {@code DS-K1T341CMF}
 * @param macAddress lower-case hex pairs with colons; as printed if it is no such address
 * @param httpPort port of ISAPI over HTTP; null where the device does not say
 * @param httpsPort port of ISAPI over HTTPS; null where the device does not say
 * @param commandPort port of the vendor's own protocol, usually 8000
 * @param dhcp whether the address was given by DHCP and so may change
 * @param softwareVersion for example {@code V3.3.8build 220412}
 * @param bootTimeText as printed, in the device's local time without zone
 * @param activated false: nobody has set a password yet, and ISAPI refuses everything
 * @param otherFields every other field in the order of the answer; values as printed, nested ones as JSON text
 * @param raw the exact bytes of the answer
 */
public record DiscoveredDevice(
        String sender,
        @Nullable String serialNumber,
        @Nullable String model,
        @Nullable String macAddress,
        @Nullable String ipv4Address,
        @Nullable String ipv4SubnetMask,
        @Nullable String ipv4Gateway,
        @Nullable String ipv6Address,
        @Nullable Integer httpPort,
        @Nullable Integer httpsPort,
        @Nullable Integer commandPort,
        @Nullable Boolean dhcp,
        @Nullable String softwareVersion,
        @Nullable String bootTimeText,
        @Nullable Boolean activated,
        Map<String, String> otherFields,
        RawBytes raw) {

    public DiscoveredDevice {
        otherFields = Collections.unmodifiableMap(new LinkedHashMap<>(otherFields));
    }
}
