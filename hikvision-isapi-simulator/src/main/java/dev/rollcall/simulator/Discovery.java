package dev.rollcall.simulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * How a simulated device answers the search of the vendor's tool (SADP): UDP, a multicast group, one interface. Immutable.
 *
 * @param group the multicast group and port it listens on; the vendor's is 239.255.255.250:37020
 * @param network the only interface it joins, listens and answers on
 * @param multicastReply whether replies go to the whole group instead of to who asked; both were reported
 * @param form whether replies are well-formed
 */
public record Discovery(InetSocketAddress group, NetworkInterface network, boolean multicastReply, Form form) {
    /** The vendor's port. */
    public static final int PORT = 37_020;

    private static final byte[] GROUP = {(byte) 239, (byte) 255, (byte) 255, (byte) 250};

    public Discovery {
        if (group.getAddress() == null || !group.getAddress().isMulticastAddress()) {
            throw new IllegalArgumentException(
                    "discovery needs a multicast address such as 239.255.255.250, got " + group);
        }
    }

    /** The vendor's group on the loopback interface alone: nothing leaves this machine. */
    public static Discovery onLoopback(int port) {
        try {
            NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            if (loopback == null) {
                throw new IllegalStateException("this machine has no loopback interface");
            }
            return on(loopback, port);
        } catch (SocketException e) {
            throw new IllegalStateException("the network interfaces cannot be listed", e);
        }
    }

    /** The vendor's group on one interface; whoever searches that network finds the device. */
    public static Discovery on(NetworkInterface network, int port) {
        try {
            return new Discovery(
                    new InetSocketAddress(InetAddress.getByAddress(GROUP), port), network, false, Form.WELL_FORMED);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }

    public Discovery withForm(Form value) {
        return new Discovery(group, network, multicastReply, value);
    }

    public Discovery withMulticastReply(boolean value) {
        return new Discovery(group, network, value, form);
    }

    /** What a reply looks like. */
    public enum Form {
        WELL_FORMED,
        /** A name with a bare {@code &}, which no XML parser takes. */
        UNESCAPED_AMPERSAND,
        /** A name in GBK under an XML declaration that says UTF-8. */
        NOT_UTF8,
        /** Cut in the middle of an element. */
        TRUNCATED
    }
}
