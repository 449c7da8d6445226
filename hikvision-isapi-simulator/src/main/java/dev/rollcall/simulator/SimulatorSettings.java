package dev.rollcall.simulator;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is decided when a simulator is built. Immutable; its text holds no password. */
record SimulatorSettings(
        SimulatedDevice device,
        FirmwareProfile profile,
        String user,
        String password,
        @Nullable ReplayedPage replay,
        PushSettings push,
        InetAddress host,
        @Nullable Discovery discovery,
        Duration rebootTime) {

    @Override
    public String toString() {
        return "SimulatorSettings[" + device.shortSerial() + ", " + profile.name() + ", user " + user + "]";
    }
}
