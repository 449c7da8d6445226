package dev.rollcall.house;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A free port that is still free after a server was off for a while: none of those that the system gives to outgoing
 * connections (from 32768 on Linux, from 49152 elsewhere), where some client could sit when the server comes back.
 */
public final class FreePort {
    private static final int FIRST = 10_000;
    private static final int END = 32_768;
    private static final int TRIES = 100;

    private FreePort() {}

    /**
     * Looks for one.
     *
     * @throws IOException if a hundred were taken
     */
    public static int find() throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // another one then
            }
        }
        throw new IOException("no free port between " + FIRST + " and " + END + " in " + TRIES + " tries");
    }
}
