package dev.rollcall.receiver.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A body that a terminal posted, without its pictures.
 *
 * @param id          its number; 0 before it is stored
 * @param deviceId    the device its token belongs to
 * @param contentType as the request said; null if it said nothing
 * @param body        the bytes
 * @param truncated   whether it was over the limit and only the text before its first picture was kept
 * @param peer        the address it came from; may be a proxy's
 * @param receivedAt  when it came
 */
@SuppressWarnings(
        "ArrayRecordComponent") // The bytes travel once, from the request to the table; nobody compares items.
public record InboxItem(
        long id,
        int deviceId,
        @Nullable String contentType,
        byte[] body,
        boolean truncated,
        @Nullable String peer,
        Instant receivedAt) {

    /** Returns the same with other bytes. */
    public InboxItem with(byte[] otherBody, boolean isTruncated) {
        return new InboxItem(id, deviceId, contentType, otherBody, isTruncated, peer, receivedAt);
    }
}
