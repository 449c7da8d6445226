package dev.rollcall.isapi.notification;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which slot of a device is ours. Every other one belongs to somebody else and is never changed.
 */
public final class HostSlot {

    private final @Nullable String id;
    private final @Nullable String token;

    private HostSlot(@Nullable String id, @Nullable String token) {
        this.id = id;
        this.token = token;
    }

    /**
     * The slot with this number, which is ours if it is free or already holds the address and port we ask for. For a device that
     * does not keep urls (DS-K1A340FWX V1.2.7) this is the way.
     */
    public static HostSlot numbered(String id) {
        if (!id.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("id must be the number of a slot, not " + id);
        }
        return new HostSlot(id, null);
    }

    /** The slot with this number, which is ours if it is free or its url holds {@code token}. */
    public static HostSlot numbered(String id, String token) {
        return new HostSlot(numbered(id).id, holding(token).token);
    }

    /** The slot whose url holds {@code token}, of which we have sent it; if there is none, one that is free. */
    public static HostSlot holding(String token) {
        Objects.requireNonNull(token, "token");
        if (token.length() < 4) {
            throw new IllegalArgumentException(
                    "token must have at least 4 characters, or it would match urls of others");
        }
        return new HostSlot(null, token);
    }

    /** The number; null if the slot is found by its url. */
    @Nullable String id() {
        return id;
    }

    /** Whether the slot holds our url. */
    boolean isOurs(ListeningHost host) {
        String url = host.url();
        return token != null && url != null && url.contains(token);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "HostSlot[" + (id == null ? "holding our token" : id) + "]";
    }
}
