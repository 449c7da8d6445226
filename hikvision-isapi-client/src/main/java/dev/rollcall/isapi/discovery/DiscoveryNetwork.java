package dev.rollcall.isapi.discovery;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends probes to the devices around and receives what comes back. Used by one thread. */
interface DiscoveryNetwork extends AutoCloseable {

    /** Sends to every place that was asked for; fails only if none of them could be reached. */
    void send(byte[] probe) throws IOException;

    /** The next datagram; null if none came within {@code patience}. */
    @Nullable Datagram receive(Duration patience) throws IOException;

    @Override
    void close();

    /**
     * What came in.
     *
     * @param sender IP address it came from
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, read once
    record Datagram(String sender, byte[] content) {}

    /** Opens the network; a search does so once. */
    @FunctionalInterface
    interface Opening {
        DiscoveryNetwork open() throws IOException;
    }
}
