package dev.rollcall.receiver.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Somebody who sends a request's body a piece at a time, for as long as the connection takes it. All share one thread. */
public final class Dribble implements AutoCloseable {

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "dribble");
        thread.setDaemon(true);
        return thread;
    });

    private final Socket socket;
    private volatile Duration pause;
    private final long began = System.nanoTime();
    private volatile boolean ended;
    private volatile byte[] piece = {'1'};

    private Dribble(Socket socket, Duration pause) {
        this.socket = socket;
        this.pause = pause;
    }

    public static Dribble to(int port, String head, Duration pause) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
        Dribble dribble = new Dribble(socket, pause);
        dribble.again();
        return dribble;
    }

    /** Pauses so long from the first piece on. */
    public Dribble thenEvery(Duration shorter) {
        pause = shorter;
        return this;
    }

    /** Sends these pieces instead of digits. */
    public Dribble of(String pieces) {
        piece = pieces.getBytes(ISO_8859_1);
        return this;
    }

    private void again() {
        CLOCK.schedule(this::send, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send() {
        try {
            socket.getOutputStream().write(piece);
            again();
        } catch (IOException closed) {
            ended = true;
        }
    }

    /** Reads the answer, which ends with the connection. What of it is lost when the connection breaks is not asked for. */
    public String answer(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        try {
            int read = socket.getInputStream().read(buffer);
            while (read >= 0) {
                answer.append(new String(buffer, 0, read, ISO_8859_1));
                read = socket.getInputStream().read(buffer);
            }
        } catch (java.net.SocketException reset) {
            ended = true;
        }
        return answer.toString();
    }

    /** Returns how long it has been since the beginning. */
    public Duration lasted() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    public boolean isEnded() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
