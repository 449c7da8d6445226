package dev.rollcall.simulator;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is decided when a simulator is built. Immutable. */
record SimulatorSettings(
        SimulatedDevice device,
        FirmwareProfile profile,
        List<Account> accounts,
        @Nullable ReplayedPage replay,
        PushSettings push,
        InetAddress host,
        @Nullable Discovery discovery,
        Duration rebootTime) {

    SimulatorSettings with(SimulatedDevice otherDevice, FirmwareProfile otherProfile) {
        return new SimulatorSettings(otherDevice, otherProfile, accounts, replay, push, host, discovery, rebootTime);
    }

    /** Never ::1, whatever this Java prefers: {@link DeviceSimulator#url} promises the number. */
    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
