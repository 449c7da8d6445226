package dev.rollcall.isapi.internal;

import java.io.Closeable;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer that does not end, being read. Closing it from any thread ends a read in progress. Internal to the module.
 */
public final class OpenedStream implements Closeable {

    private final String device;
    private final String path;
    private final @Nullable String contentType;
    private final InputStream body;
    private final Runnable ending;
    private volatile boolean closed;

    OpenedStream(String device, String path, @Nullable String contentType, InputStream body, Runnable ending) {
        this.device = device;
        this.path = path;
        this.contentType = contentType;
        this.body = body;
        this.ending = ending;
    }

    /** {@code host:port}. */
    public String device() {
        return device;
    }

    public String path() {
        return path;
    }

    public @Nullable String contentType() {
        return contentType;
    }

    public InputStream body() {
        return body;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        ending.run();
    }
}
