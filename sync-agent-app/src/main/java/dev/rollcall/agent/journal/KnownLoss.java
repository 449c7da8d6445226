package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.SerialGap;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A loss of a device, or the part of one that a person has accepted or not, as people name it. One of {@code gap} and {@code time} is null.
 *
 * @param device     whose it is
 * @param deviceName what that device is called
 * @param key        what it is called: serial numbers such as {@code 5-7}, or for a time its beginning, such as {@code 2026-11-01T08:00:10}
 * @param gap        serial numbers that were not read
 * @param time       a time of which nobody can say what was logged
 * @param acceptance that a person has accepted it; null if nobody has
 */
public record KnownLoss(
        DeviceKey device,
        String deviceName,
        String key,
        @Nullable SerialGap gap,
        @Nullable LostTime time,
        @Nullable Acceptance acceptance) {

    static KnownLoss of(DeviceKey device, String name, Judged<SerialGap> part) {
        long first = part.loss().serials().first();
        long last = part.loss().serials().last();
        String key = first == last ? String.valueOf(first) : first + "-" + last;
        return new KnownLoss(device, name, key, part.loss(), null, part.acceptance());
    }

    static KnownLoss ofTime(DeviceKey device, String name, Judged<LostTime> part) {
        return new KnownLoss(device, name, IsoText.of(part.loss().notBefore()), null, part.loss(), part.acceptance());
    }

    /** Returns it with a key that says when it was noticed, too: another log of the device has the same numbers again. */
    KnownLoss withLongKey() {
        return new KnownLoss(device, deviceName, key + "@" + noticedAt(), gap, time, acceptance);
    }

    /** Tells whether nobody is known to have it. */
    public boolean isLost() {
        return gap == null || gap.isLost();
    }

    /** Returns what became of it: a name of {@code SerialGap.Kind}, or {@code UNREAD}. */
    public String kind() {
        return gap == null ? Finding.Kind.UNREAD.name() : gap.kind().name();
    }

    /** Returns what became of it, as the end of a sentence. */
    public String words() {
        if (gap == null) {
            return Finding.Kind.UNREAD.words();
        }
        return switch (gap.kind()) {
            case OVERWRITTEN -> "overwritten or deleted there before they were read";
            case DELETED -> "deleted there, since it holds older ones";
            case ABSENT -> "the terminal shows their neighbours and no such records, so that nothing is missing";
            case ELSEWHERE -> "the receiver has them all the same, from a push or from another agent";
        };
    }

    /** Returns the wall clock before it, or at which it begins; null if unknown. */
    public @Nullable LocalDateTime notBefore() {
        return gap == null ? unread().notBefore() : gap.notBefore();
    }

    /** Returns the wall clock after it, or at which it ends; null if unknown, or not over. */
    public @Nullable LocalDateTime notAfter() {
        return gap == null ? unread().notAfter() : gap.notAfter();
    }

    /** Returns when it was noticed, by our clock. */
    public Instant noticedAt() {
        return gap == null ? unread().noticedAt() : gap.noticedAt();
    }

    /** Returns why it cannot be accepted; null if it can. */
    public @Nullable String refusal() {
        if (gap == null && unread().isOpen()) {
            return "that time is not over: the log has shown nothing since. Accept it once the terminal has logged something and was read";
        }
        return isLost() ? null : "it is not lost: " + words() + ". It holds nothing back";
    }

    /** Returns that a person accepts it. */
    public AcceptedLoss accepted(Acceptance by) {
        return gap == null ? AcceptedLoss.of(unread(), by) : AcceptedLoss.of(gap, by);
    }

    private LostTime unread() {
        return Objects.requireNonNull(time);
    }
}
