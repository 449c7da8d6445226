package dev.rollcall.agent.doctor;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells whether an address is one of the public internet. Pure. */
final class PublicAddress {

    private static final int CARRIER_FIRST = 100;
    private static final int BYTE = 0xff;

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            // 100.64.0.0/10 is shared between a carrier and its customers
            return !((bytes[0] & BYTE) == CARRIER_FIRST && (bytes[1] & 0xc0) == 0x40);
        }
        // fc00::/7 is the private range that Java does not call site local
        return !(address instanceof Inet6Address) || (bytes[0] & 0xfe) != 0xfc;
    }
}
