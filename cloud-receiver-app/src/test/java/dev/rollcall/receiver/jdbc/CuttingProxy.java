package dev.rollcall.receiver.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before PostgreSQL and, when told to, lets a commit through and then cuts the line before its answer passes. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int database;
    private final AtomicInteger cuts = new AtomicInteger();

    CuttingProxy(int database) throws IOException {
        this.database = database;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run("accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The answers to so many commits from now on are lost. */
    void cutNext(int commits) {
        cuts.set(commits);
    }

    /** Returns how many commits are still to be cut. */
    int left() {
        return cuts.get();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // One of the two sides is gone, and so is this.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), database);
            boolean[] mute = {false};
            run("to the client", () -> pass(behind, client, mute, false));
            run("to the database", () -> pass(client, behind, mute, true));
        }
    }

    private void pass(Socket from, Socket to, boolean[] mute, boolean looks) throws IOException {
        byte[] bytes = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                if (looks && text.contains("COMMIT") && cuts.get() > 0) {
                    cuts.decrementAndGet();
                    mute[0] = true;
                } else if (!looks && mute[0]) {
                    // The database has answered, so the commit is done; nobody hears of it.
                    return;
                }
                out.write(bytes, 0, count);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
