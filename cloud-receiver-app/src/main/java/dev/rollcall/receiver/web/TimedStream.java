package dev.rollcall.receiver.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * A body that has to come whole by a deadline. The container's own time-out is for one read, so that a byte now and then would
 * hold a thread for ever; here each read asks whether there is time left. Used by one thread.
 */
final class TimedStream extends ServletInputStream {

    private final ServletInputStream inner;
    private final Deadline deadline;
    private boolean broken;
    private boolean silent;

    TimedStream(ServletInputStream inner, Deadline deadline) {
        this.inner = inner;
        this.deadline = deadline;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (deadline.isOver()) {
            broken = true;
            throw late();
        }
        try {
            return inner.read(buffer, offset, length);
        } catch (IOException failed) {
            broken = true;
            silent = isSilence(failed);
            throw silent ? late() : failed;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Tells whether the container gave up waiting for the next byte; it then answers by itself (408) and closes the connection. */
    boolean isSilent() {
        return silent;
    }

    /** Reads and forgets what is left; returns whether its end came, within this time and the deadline. */
    boolean endsWithin(Deadline rest) {
        byte[] buffer = new byte[8192];
        try {
            while (!broken && !isFinished()) {
                if (rest.isOver() || read(buffer, 0, buffer.length) < 0) {
                    break;
                }
            }
        } catch (IOException gone) {
            return false;
        }
        return !broken && isFinished();
    }

    @Override
    public int available() throws IOException {
        return inner.available();
    }

    @Override
    public boolean isFinished() {
        return inner.isFinished();
    }

    @Override
    public boolean isReady() {
        return inner.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        inner.setReadListener(listener);
    }

    private SlowBodyException late() {
        return new SlowBodyException("the body did not come within " + deadline);
    }

    private static boolean isSilence(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
