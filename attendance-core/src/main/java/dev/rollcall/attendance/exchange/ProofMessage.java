package dev.rollcall.attendance.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comparing one device with an agent's journal and the receiver came to.
 *
 * @param device        the device key
 * @param checkedAt     when it was compared last, ISO-8601 UTC by the agent's clock
 * @param completeUntil the device's wall clock before which nothing can be missing, ISO-8601 local; null if there is none
 * @param covered       the serial numbers of which the journal has the record, of every class, the newest ranges
 * @param findings      what is of no day: gaps of its log, records that were not understood; a hundred at most, what is open first
 * @param leftOut       how many more of them there were; null for none, and from agents before this field
 * @param days          the days that came out otherwise than was told before
 */
public record ProofMessage(
        String device,
        String checkedAt,
        @Nullable String completeUntil,
        List<HeartbeatMessage.SerialSpan> covered,
        List<FindingMessage> findings,
        @Nullable Long leftOut,
        List<Day> days) {

    /** A message of which all findings are here. */
    public ProofMessage(
            String device,
            String checkedAt,
            @Nullable String completeUntil,
            List<HeartbeatMessage.SerialSpan> covered,
            List<FindingMessage> findings,
            List<Day> days) {
        this(device, checkedAt, completeUntil, covered, findings, null, days);
    }

    /**
     * One day by the device's clock.
     *
     * @param day      ISO-8601
     * @param how      how the device was asked, a name of {@code DeviceSays.How}
     * @param device   how many records it says it has; null if it does not say
     * @param journal  how many records the journal has
     * @param sent     the journal's events that were acknowledged
     * @param receiver what the receiver had then
     * @param compared whether the receiver was asked
     * @param over     whether the device was read beyond the end of the day
     * @param findings what did not agree; a hundred at most, what is open first
     * @param leftOut  how many more there were; null for none, and from agents before this field
     */
    public record Day(
            String day,
            String how,
            @Nullable Long device,
            long journal,
            TalliesMessage.Count sent,
            TalliesMessage.Count receiver,
            boolean compared,
            boolean over,
            List<FindingMessage> findings,
            @Nullable Long leftOut) {

        /** A day of which all findings are here. */
        public Day(
                String day,
                String how,
                @Nullable Long device,
                long journal,
                TalliesMessage.Count sent,
                TalliesMessage.Count receiver,
                boolean compared,
                boolean over,
                List<FindingMessage> findings) {
            this(day, how, device, journal, sent, receiver, compared, over, findings, null);
        }
    }

    /**
     * One thing that does not agree.
     *
     * @param kind       a name of {@code Finding.Kind}
     * @param id         the event's public id; null if it has none
     * @param serialNo   its serial number, or the first of several; null if unknown
     * @param lastSerial the last of several; null if it is one
     * @param wallClock  when it was, ISO-8601 local; null if unknown
     * @param notAfter   the latest that it can have been, ISO-8601 local; null if the time is exact or unknown, and from agents before this field
     * @param state      a name of {@code Finding.State}
     */
    public record FindingMessage(
            String kind,
            @Nullable String id,
            @Nullable Long serialNo,
            @Nullable Long lastSerial,
            @Nullable String wallClock,
            @Nullable String notAfter,
            String state) {}
}
