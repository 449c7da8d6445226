package dev.rollcall.agent.listen;

import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.journal.PushBook.Posts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is posted, and hands the counts on to the journal now and then: a transaction for each post would cost more than the count
 * is worth. Safe from any thread.
 */
public final class PostBoard {

    private final Object lock = new Object();
    private final Map<String, Posts> unwritten = new HashMap<>();
    private final Map<String, Instant> lastEvents = new HashMap<>();

    /** Notes a post that was taken in. */
    void taken(String device, boolean event, Instant at) {
        synchronized (lock) {
            Posts before = unwritten.getOrDefault(device, Posts.NONE);
            unwritten.put(
                    device,
                    new Posts(
                            before.posts() + 1,
                            before.events() + (event ? 1 : 0),
                            before.refused(),
                            at,
                            event ? at : before.lastEventAt()));
            if (event) {
                lastEvents.put(device, at);
            }
        }
    }

    /** Notes a post that was not taken in. */
    void refused(String device) {
        synchronized (lock) {
            Posts before = unwritten.getOrDefault(device, Posts.NONE);
            unwritten.put(
                    device,
                    new Posts(
                            before.posts(),
                            before.events(),
                            before.refused() + 1,
                            before.lastPostAt(),
                            before.lastEventAt()));
        }
    }

    /** Returns when a device last posted an event to this process; null if it has not. */
    public @Nullable Instant lastEvent(String device) {
        synchronized (lock) {
            return lastEvents.get(device);
        }
    }

    /** Hands on what was counted since this was last done. What the journal does not take is handed on again. */
    public void writeTo(PushBook book) {
        Map<String, Posts> all;
        synchronized (lock) {
            all = Map.copyOf(unwritten);
        }
        all.forEach((device, posts) -> {
            book.add(device, posts);
            synchronized (lock) {
                unwritten.computeIfPresent(device, (name, now) -> less(now, posts));
            }
        });
    }

    private static @Nullable Posts less(Posts now, Posts written) {
        Posts left = new Posts(
                now.posts() - written.posts(),
                now.events() - written.events(),
                now.refused() - written.refused(),
                now.lastPostAt(),
                now.lastEventAt());
        return left.posts() == 0 && left.refused() == 0 ? null : left;
    }
}
