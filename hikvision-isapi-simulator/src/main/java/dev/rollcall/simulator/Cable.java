package dev.rollcall.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cable between a client and one or more simulators: an address of its own that passes bytes on and spoils what no HTTP
 * server can spoil. It cuts an answer at any byte, head included, and with several simulators it gives each new connection
 * to the next of them, as two devices do that were given one address. Safe for several threads; all its threads are
 * daemons.
 */
public final class Cable implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final long NOT_CUT = -1;

    private final Object lock = new Object();
    private final List<DeviceSimulator> ends;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong bytesLeft = new AtomicLong(NOT_CUT);
    private final AtomicInteger promisedLess = new AtomicInteger();
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;
    private int port;

    private Cable(List<DeviceSimulator> ends) {
        this.ends = ends;
    }

    /**
     * Plugs a cable into these simulators, which must have been started, and listens on a free port.
     *
     * @throws IOException if no port can be bound
     */
    public static Cable to(DeviceSimulator... ends) throws IOException {
        Cable cable = new Cable(List.of(ends));
        cable.plug();
        return cable;
    }

    /** Where a client finds it: {@code http://127.0.0.1:PORT}. */
    public URI url() {
        synchronized (lock) {
            return URI.create("http://127.0.0.1:" + port);
        }
    }

    /** The next so many bytes from a device still get through, then the connection is cut; once. */
    public void cutAfter(long bytes) {
        bytesLeft.set(bytes);
    }

    /** The next Content-Length promises so many bytes less than follow: the rest is spilt into the connection; once. */
    public void promiseLess(int bytes) {
        promisedLess.set(bytes);
    }

    /** Cuts all connections and refuses new ones, until {@link #plug}. */
    public void unplug() throws IOException {
        synchronized (lock) {
            if (listener != null) {
                listener.close();
                listener = null;
                awaitEndOf(acceptor);
            }
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** Listens again on the same port; does nothing if it does already. */
    public void plug() throws IOException {
        synchronized (lock) {
            if (listener == null) {
                ServerSocket socket = KeptPort.bound(port, Cable::listening);
                port = socket.getLocalPort();
                listener = socket;
                acceptor = daemon(() -> accept(socket));
            }
        }
    }

    @Override
    public void close() throws IOException {
        unplug();
    }

    private static ServerSocket listening(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(loopback(), port));
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
        return socket;
    }

    private void accept(ServerSocket socket) {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                if (socket.isClosed()) {
                    client.close();
                    return;
                }
                DeviceSimulator end = ends.get(connections.getAndIncrement() % ends.size());
                Socket device = new Socket();
                open.add(client);
                open.add(device);
                try {
                    device.connect(new InetSocketAddress(loopback(), end.port()));
                } catch (IOException off) {
                    hangUp(client, device);
                    continue;
                }
                client.setTcpNoDelay(true);
                device.setTcpNoDelay(true);
                var unusedUp = daemon(() -> pass(client, device, false));
                var unusedDown = daemon(() -> pass(device, client, true));
            }
        } catch (IOException unplugged) {
            // the listening socket was closed
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                byte[] piece = answers ? lessPromised(buffer, read) : buffer;
                int allowed = answers ? allowed(read) : read;
                out.write(piece, 0, allowed);
                out.flush();
                if (answers && bytesLeft.compareAndSet(0, NOT_CUT)) {
                    break;
                }
            }
        } catch (IOException gone) {
            // one side hung up, so does the other
        } finally {
            hangUp(from, to);
        }
    }

    /** How much of a piece gets through. */
    private int allowed(int read) {
        long left = bytesLeft.get();
        if (left == NOT_CUT) {
            return read;
        }
        int allowed = (int) Math.min(left, read);
        bytesLeft.set(left - allowed);
        return allowed;
    }

    private byte[] lessPromised(byte[] buffer, int read) {
        int less = promisedLess.get();
        if (less == 0) {
            return buffer;
        }
        String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        if (!length.find()) {
            return buffer;
        }
        promisedLess.set(0);
        String digits = length.group(1);
        String fewer = Integer.toString(Math.max(0, Integer.parseInt(digits) - less));
        String padded = "0".repeat(digits.length() - fewer.length()) + fewer;
        return (text.substring(0, length.start(1)) + padded + text.substring(length.end(1)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void hangUp(Socket one, Socket other) {
        for (Socket socket : List.of(one, other)) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // nothing is left to close
            }
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "simulator-cable");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The system goes on to take connections until the thread has left its accept. */
    private static void awaitEndOf(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
