package dev.rollcall.wirelab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire to a server on this computer, with an end of its own on a free port. It counts what goes through each way over all connections, and is cut
 * after so many bytes. Safe from any thread; its threads are daemons.
 */
final class Wire implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;
    private static final int[] LOOPBACK = {127, 0, 0, 1};

    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final long[] passed = new long[Way.values().length];
    private Way cutWay = Way.THERE;
    private long cutAt = Long.MAX_VALUE;
    private Cut cut = Cut.CLOSE;
    private boolean struck;

    /** Which way bytes go. */
    enum Way {
        /** From the agent. */
        THERE,
        /** To the agent. */
        BACK
    }

    /** How it is cut. */
    enum Cut {
        /** In good order, as by a proxy that is restarted; whoever connects again gets through. */
        CLOSE(false, false),
        /** With RST; whoever connects again gets through. */
        RESET(true, false),
        /** In good order, and nobody gets through until it is mended. */
        CLOSE_AND_STAY(false, true),
        /** With RST, and nobody gets through until it is mended. */
        RESET_AND_STAY(true, true);

        private final boolean resets;
        private final boolean stays;

        Cut(boolean resets, boolean stays) {
            this.resets = resets;
            this.stays = stays;
        }
    }

    private Wire(int target) throws IOException {
        this.target = target;
        byte[] address = new byte[LOOPBACK.length];
        for (int at = 0; at < address.length; at++) {
            address[at] = (byte) LOOPBACK[at];
        }
        this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(address));
    }

    /** Lays one to a port of this computer. */
    static Wire to(int target) throws IOException {
        Wire wire = new Wire(target);
        daemon(wire::accept);
        return wire;
    }

    /** The port of its own end. */
    int port() {
        return listener.getLocalPort();
    }

    /** Will be cut once so many bytes in all have gone through this way; nought for as soon as one wants to. */
    synchronized void cutAfter(Way way, long bytes, Cut how) {
        cutWay = way;
        cutAt = bytes;
        cut = how;
    }

    /** Mends it for good; what is connected stays so. */
    synchronized void mend() {
        cutAt = Long.MAX_VALUE;
    }

    /** How many bytes have gone through. */
    synchronized long passed(Way way) {
        return passed[way.ordinal()];
    }

    /** Whether it was cut. */
    synchronized boolean isStruck() {
        return struck;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                if (isDead()) {
                    end(near, true);
                } else {
                    connect(near);
                }
            } catch (IOException closedOrGone) {
                // the loop looks whether there is still a listener
            }
        }
    }

    private void connect(Socket near) throws IOException {
        Socket far = new Socket(listener.getInetAddress(), target);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        open.add(near);
        open.add(far);
        daemon(() -> pump(near, far, Way.THERE));
        daemon(() -> pump(far, near, Way.BACK));
    }

    private void pump(Socket from, Socket to, Way way) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count = in.read(buffer);
            while (count >= 0) {
                int through = admit(way, count);
                out.write(buffer, 0, through);
                if (through < count) {
                    sever(from, to);
                    return;
                }
                count = in.read(buffer);
            }
        } catch (IOException ended) {
            // by one of its ends, or cut
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** Counts, and says how many of so many bytes get through. */
    private synchronized int admit(Way way, int count) {
        long left = way == cutWay && !isSpent() ? cutAt - passed[way.ordinal()] : Long.MAX_VALUE;
        int through = (int) Math.max(0, Math.min(count, left));
        passed[way.ordinal()] += through;
        struck |= through < count;
        return through;
    }

    private synchronized boolean isSpent() {
        return struck && !cut.stays;
    }

    private synchronized boolean isDead() {
        return struck && cut.stays && cutAt != Long.MAX_VALUE;
    }

    private void sever(Socket from, Socket to) throws IOException {
        boolean resets = cut.resets;
        end(from, resets);
        end(to, resets);
        if (isDead()) {
            for (Socket each : open) {
                end(each, resets);
            }
        }
    }

    private static void end(Socket socket, boolean resets) throws IOException {
        if (resets && !socket.isClosed()) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
