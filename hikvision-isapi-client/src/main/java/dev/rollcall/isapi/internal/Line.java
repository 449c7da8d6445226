package dev.rollcall.isapi.internal;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * Requests that one thread sends one after the other while another waits for their answers, and may cancel them. Thread-safe.
 * Internal to the module.
 */
public final class Line {

    private @Nullable Call present;
    private boolean cancelled;

    /** Cancels the request that is on its way, and every later one until {@link #renew}. */
    public synchronized void cancel() {
        cancelled = true;
        if (present != null) {
            present.cancel();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Requests may be sent again. */
    public synchronized void renew() {
        cancelled = false;
    }

    synchronized void begins(Call call) {
        present = call;
        if (cancelled) {
            call.cancel();
        }
    }

    synchronized void ends() {
        present = null;
    }
}
