package dev.rollcall.agent.wiring;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/** Which address of this computer a terminal reaches. Sends nothing. */
final class LocalAddress {

    private LocalAddress() {}

    /**
     * Returns the address from which this computer would talk to a terminal, or the one address on which it listens.
     *
     * @throws IOException if the terminal's name is not known or no way leads to it
     */
    static String towards(DeviceConfig device, AgentConfig.Listen listen) throws IOException {
        if (listen.host() != null && !InetAddress.getByName(listen.host()).isAnyLocalAddress()) {
            return InetAddress.getByName(listen.host()).getHostAddress();
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(device.host()), device.port()));
            return socket.getLocalAddress().getHostAddress();
        }
    }

    /** Whether a terminal is on this very computer, as simulated ones are. */
    static boolean isHere(DeviceConfig device) {
        try {
            return InetAddress.getByName(device.host()).isLoopbackAddress();
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Whether this computer has an address; a name counts as one it has, since nobody but the network can tell. */
    static boolean has(String address) {
        try {
            @Nullable NetworkInterface holder = NetworkInterface.getByInetAddress(InetAddress.getByName(address));
            return holder != null || !address.matches("[0-9.]+");
        } catch (IOException unknown) {
            return true;
        }
    }
}
