package dev.rollcall.isapi.internal;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Counts the connections that were opened. Thread-safe. */
final class ConnectionCount extends EventListener {

    private final AtomicLong made = new AtomicLong();

    long made() {
        return made.get();
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        made.incrementAndGet();
    }
}
