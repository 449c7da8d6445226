package dev.rollcall.receiver.query;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.receiver.store.FeedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as readers get it; the fields are those of the exchange message, and what the store adds. */
public record EventView(
        String id,
        int revision,
        String device,
        String deviceName,
        @Nullable Long serialNo,
        String wallClock,
        @Nullable String offset,
        @Nullable String occurredAt,
        String timeQuality,
        @Nullable String timeZone,
        int major,
        int minor,
        @Nullable String employeeNo,
        @Nullable String cardNo,
        @Nullable String name,
        String kind,
        String verifyMethod,
        String category,
        @Nullable Integer door,
        @Nullable Integer reader,
        boolean confirmed,
        String receivedAt,
        List<SightView> channels) {

    /**
     * One channel's first sight of the event.
     *
     * @param channel    the channel
     * @param seenAt     when, by the clock of whoever saw it
     * @param receivedAt when the receiver learnt of it
     */
    public record SightView(String channel, String seenAt, String receivedAt) {}

    static EventView of(FeedEvent feed) {
        AttendanceEvent event = feed.stored().event();
        EventTime time = event.time();
        return new EventView(
                feed.stored().publicId().hex(),
                feed.revision(),
                event.device().value(),
                feed.deviceName(),
                event.serialNo(),
                IsoText.of(time.wallClock()),
                text(time.printedOffset()),
                text(time.occurredAt()),
                time.quality().name(),
                time.zone(),
                event.major(),
                event.minor(),
                text(event.employeeNo()),
                event.cardNo(),
                event.name(),
                event.kind().name(),
                event.verifyMethod().name(),
                event.category().name(),
                event.door(),
                event.reader(),
                feed.stored().confirmed(),
                feed.receivedAt().toString(),
                feed.sights().stream()
                        .map(sight -> new SightView(
                                sight.channel().name(),
                                sight.seenAt().toString(),
                                sight.receivedAt().toString()))
                        .toList());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
