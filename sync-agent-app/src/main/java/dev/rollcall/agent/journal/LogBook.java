package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.RingWatch;
import dev.rollcall.attendance.window.SerialGap;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of devices' logs beyond their events: which serial numbers were read, which were lost, how often a log began
 * anew, and how fast it fills. The serials of every stored page are noted with the page.
 */
public interface LogBook {

    /** Tells whether a proof would bring up gaps in a device's present log that are not known yet. */
    boolean wouldGrow(DeviceKey device, LogProof proof);

    /**
     * Brings the gaps of a device's present log up to date: those that were filled shrink or vanish, and what a proof shows to
     * be lost is added.
     *
     * @param proof what a pass proved; null if nothing
     * @return all gaps of the device, those of its earlier logs first, each log's lowest serials first
     */
    List<SerialGap> settleGaps(DeviceKey device, @Nullable LogProof proof, Instant at);

    /**
     * Returns what is lost of the other devices that were last met under a configured name, those that stood there before: their gaps, but for
     * what a person has accepted.
     *
     * @param device the one that stands there
     */
    List<SerialGap> gapsOfOthers(DeviceKey device, String name);

    /**
     * Notes that a device's log began anew. The gaps of the log before it stay as they are.
     *
     * @param lastKnown the newest event known of the log before; null if none is
     * @param noticedBy when the pass began that noticed it
     */
    void beginLog(DeviceKey device, @Nullable Anchor lastKnown, Instant noticedBy);

    /** Returns how many logs a device has had, as far as was noticed; 1 for one that was never read. */
    int epoch(DeviceKey device);

    /** Returns the wall clock of the last event known of the log before a device's present one; null if there is none. */
    @Nullable LocalDateTime beganAfter(DeviceKey device);

    /** Returns the highest serial that was read of a device's present log, understood or not; null if none was. */
    @Nullable Long highestCovered(DeviceKey device);

    /** Returns the times of which nobody can say what a device logged, in all of its logs. */
    List<LostTime> lostTimes(DeviceKey device);

    /** Keeps these instead. */
    void keepLostTimes(DeviceKey device, List<LostTime> times);

    /** Returns those times, and what people have accepted of them and of the device's gaps. */
    LogLosses losses(DeviceKey device);

    /** Notes that a person accepts a loss of a device. It stays noted for good; of the same loss what was noted last counts. */
    void accept(DeviceKey device, AcceptedLoss loss);

    /**
     * Returns the latest wall clock at which a record was printed that was read from a device's log with a plausible time, as it was when
     * the last pass came to its end; null if there is none. Another offset may have printed it anew since; of one that is pruned that is
     * not known, so it counts as printed as late as any offset prints it.
     *
     * @param before what is not before this wall clock does not count; null for no bound
     */
    @Nullable LocalDateTime latestRead(DeviceKey device, @Nullable LocalDateTime before);

    /** Returns the earliest plausible wall clock of what was read from a device's logs by any pass; null if nothing was. */
    @Nullable LocalDateTime earliestRead(DeviceKey device);

    /** Returns the latest wall clock at which a record was printed that was printed at this one, too; this one if there is none such. */
    LocalDateTime latestPrint(DeviceKey device, LocalDateTime wallClock);

    /** Returns the later one of what {@link #latestRead} finds: of what is there, and of what is pruned. */
    static @Nullable LocalDateTime later(
            @Nullable LocalDateTime live, @Nullable LocalDateTime pruned, @Nullable LocalDateTime before) {
        LocalDateTime gone = pruned == null || before != null ? pruned : pruned.plusHours(Recognition.candidateHours());
        return Stream.of(Optional.ofNullable(live), Optional.ofNullable(gone))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /**
     * Tells whether a device has shown records since a wall clock that its present log cannot hold: it would have given two of them one number,
     * or a number that it has not reached. A log between was read then, before this one was put back.
     *
     * @param first   the wall clock of the oldest record that the present log shows
     * @param highest the highest number that it shows
     */
    boolean showedAnotherLog(DeviceKey device, LocalDateTime first, long highest);

    /** Returns how fast the log of the device fills that answered last at an address; null if none ever did. */
    @Nullable RingWatch ring(String address);

    /**
     * Keeps how fast a device's log fills.
     *
     * @param fill which share of its memory holds unread events, 0 to 1; null if it cannot be told
     */
    void keepRing(DeviceKey device, RingWatch ring, @Nullable Double fill);

    /** Keeps how full the memory of the device is that answered last at an address; does nothing if none ever did. */
    void keepFill(String address, @Nullable Double fill);
}
