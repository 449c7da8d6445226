package dev.rollcall.simulator;

import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A free port that is still free when a device has been off for a while. The system's own choice for port 0 is one of those
 * it also gives to outgoing connections, so that any client may sit on it when the device comes back. Those below are only
 * ever taken on purpose: 32768 is where Linux begins by default, 49152 where RFC 6335 lets others begin.
 */
final class KeptPort {
    private static final int FIRST = 10_000;
    private static final int END = 32_768;
    private static final int TRIES = 100;

    private KeptPort() {}

    /** Binds one port: {@code port} itself, or a free one if that is 0. */
    static <T> T bound(int port, Binding<T> binding) throws IOException {
        if (port != 0) {
            return binding.to(port);
        }
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return binding.to(ThreadLocalRandom.current().nextInt(FIRST, END));
            } catch (BindException taken) {
                // another one then
            }
        }
        return binding.to(0);
    }

    /** Binds something to a port. */
    @FunctionalInterface
    interface Binding<T> {
        /**
         * Binds it.
         *
         * @throws BindException if the port is taken
         * @throws IOException if it can not be bound for another reason
         */
        T to(int port) throws IOException;
    }
}
