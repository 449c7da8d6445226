package dev.rollcall.oracle;

import dev.rollcall.house.FreePort;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that stores honestly and misbehaves by script, on a loopback port of its own. Each {@link WireFault} strikes one batch;
 * without one it answers as the contract says. It is the oracle of exactly-once: what is in its {@link Ledger} was stored, and how
 * often it was sent is counted. Safe from any thread; all its threads are daemons.
 */
public final class ScriptedReceiver implements AutoCloseable {

    /** What it says in {@code Rollcall-Version}. */
    public static final String VERSION = "0.1.0";

    private static final String BATCHES = "/api/attendance/backup-sync";
    private static final String JSON = "application/json";

    private final Object lock = new Object();
    private final Ledger ledger = new Ledger();
    private final Deque<WireFault> script = new ArrayDeque<>();
    private final List<Call> calls = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocketFactory sockets;
    private final String scheme;
    private @Nullable WireFault standing;
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;
    private int port;

    /**
     * A request that arrived, whole or not.
     *
     * @param nanos         when, by the monotonic clock
     * @param authorization what stood in that header; empty if nothing did
     */
    public record Call(long nanos, String method, String path, String authorization) {}

    private ScriptedReceiver(ServerSocketFactory sockets, String scheme) {
        this.sockets = sockets;
        this.scheme = scheme;
    }

    /** Starts one on a free port. */
    public static ScriptedReceiver start() throws IOException {
        return started(new ScriptedReceiver(ServerSocketFactory.getDefault(), "http"));
    }

    /** Starts one that speaks TLS. */
    public static ScriptedReceiver start(SSLContext tls) throws IOException {
        return started(new ScriptedReceiver(tls.getServerSocketFactory(), "https"));
    }

    private static ScriptedReceiver started(ScriptedReceiver receiver) throws IOException {
        receiver.plug();
        return receiver;
    }

    /** Where it listens, by address. */
    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** What it has. */
    public Ledger ledger() {
        return ledger;
    }

    /** Lets faults strike the next batches, one each. */
    public void enqueue(WireFault... faults) {
        synchronized (lock) {
            script.addAll(List.of(faults));
        }
    }

    /** From now on strikes every batch for which nothing is in the queue; null to behave again. */
    public void always(@Nullable WireFault fault) {
        synchronized (lock) {
            standing = fault;
        }
    }

    /** How many faults have not struck yet. */
    public int waitingFaults() {
        synchronized (lock) {
            return script.size();
        }
    }

    /** Every request that arrived. */
    public List<Call> calls() {
        synchronized (lock) {
            return List.copyOf(calls);
        }
    }

    /** Those of them that brought a batch. */
    public List<Call> batchCalls() {
        return calls().stream().filter(call -> call.path().equals(BATCHES)).toList();
    }

    /** Refuses connections and cuts the open ones, until {@link #plug}. */
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

    /** Listens, on the port it had before if it had one. */
    public void plug() throws IOException {
        synchronized (lock) {
            if (listener == null) {
                if (port == 0) {
                    port = FreePort.find();
                }
                ServerSocket socket = sockets.createServerSocket();
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
                listener = socket;
                acceptor = daemon(() -> accept(socket));
            }
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        unplug();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                client.setTcpNoDelay(true);
                daemon(() -> serve(client));
            } catch (IOException unpluggedOrGone) {
                // the loop looks whether there is still a socket
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            Exchange exchange = Exchange.next(client, in, closing);
            while (exchange != null) {
                note(exchange);
                answer(exchange);
                exchange = exchange.isOver() ? null : Exchange.next(client, in, closing);
            }
        } catch (IOException clientIsGone) {
            // as the script wanted, or the agent was killed
        } finally {
            open.remove(client);
        }
    }

    private void note(Exchange exchange) {
        synchronized (lock) {
            calls.add(
                    new Call(System.nanoTime(), exchange.method(), exchange.path(), exchange.header("Authorization")));
        }
    }

    private void answer(Exchange exchange) throws IOException {
        if (exchange.path().equals(BATCHES)) {
            WireFault fault = nextFault();
            if (fault == null) {
                honestly(exchange, ledger);
            } else {
                fault.strike(exchange, ledger);
            }
        } else {
            exchange.body();
            exchange.answer(200, JSON, "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Commits a batch and answers with its receipt. */
    static void honestly(Exchange exchange, Ledger ledger) throws IOException {
        byte[] receipt = ledger.commit(exchange.body());
        exchange.answer(200, JSON, receipt);
    }

    private @Nullable WireFault nextFault() {
        synchronized (lock) {
            return script.isEmpty() ? standing : script.poll();
        }
    }

    /** The system goes on to take connections until the thread has left its accept. */
    private static void awaitEndOf(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-receiver");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
