package dev.rollcall.receiver.dashboard;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.receiver.store.Agent;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the first page from what the store holds. Thread-safe. */
public final class PageMaker {

    private static final int PUNCHES = 50;
    private static final int ALARMS = 200;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);

    private final Store store;
    private final InstantSource clock;
    private final Function<String, Optional<HeartbeatMessage>> heartbeats;

    /**
     * Makes a maker of pages.
     *
     * @param heartbeats reads a stored heartbeat; empty if it cannot be read
     */
    public PageMaker(Store store, InstantSource clock, Function<String, Optional<HeartbeatMessage>> heartbeats) {
        this.store = store;
        this.clock = clock;
        this.heartbeats = heartbeats;
    }

    Page page() {
        return store.read(this::page);
    }

    private Page page(UnitOfWork unit) {
        Instant now = clock.instant();
        Map<Integer, Map<Channel, Instant>> seen = unit.devices().lastSeen();
        List<Alarm> alarms = unit.alarms().latest(ALARMS);
        List<Page.DeviceCard> devices = unit.devices().all().stream()
                .map(device -> card(device, seen.getOrDefault(device.id(), Map.of()), alarms, now))
                .toList();
        List<Page.Punch> punches = unit.feed().latest(PUNCHES).stream()
                .sorted(Comparator.comparing(PageMaker::wallClock).reversed())
                .map(PageMaker::punch)
                .toList();
        List<Page.AgentCard> agents =
                unit.agents().all().stream().map(agent -> card(agent, now)).toList();
        long parked = unit.inbox().counts().getOrDefault(InboxResult.State.PARKED, 0L);
        String summary = summary(unit.feed().count(), devices.size());
        return new Page(summary, devices, punches, agents, parked, utc(now));
    }

    private static String summary(long events, int devices) {
        return String.format(
                Locale.ROOT,
                "%,d event%s of %d device%s, each stored once.",
                events,
                events == 1 ? "" : "s",
                devices,
                devices == 1 ? "" : "s");
    }

    private static Page.DeviceCard card(Device device, Map<Channel, Instant> seen, List<Alarm> alarms, Instant now) {
        return new Page.DeviceCard(
                device.title(),
                device.key().value(),
                device.model(),
                !device.acknowledged(),
                seen.entrySet().stream()
                        .map(entry -> new Page.Seen(
                                Words.of(entry.getKey()), Words.ago(entry.getValue(), now), utc(entry.getValue())))
                        .toList(),
                Words.clock(device.clockOffset()),
                alarms.stream()
                        .filter(alarm -> alarm.deviceId() == device.id())
                        .map(alarm ->
                                alarm.times() == 1 ? alarm.detail() : alarm.detail() + " (" + alarm.times() + "×)")
                        .toList());
    }

    private static LocalDateTime wallClock(FeedEvent feed) {
        return feed.stored().event().time().wallClock();
    }

    private static Page.Punch punch(FeedEvent feed) {
        AttendanceEvent event = feed.stored().event();
        String number = event.employeeNo() == null ? null : event.employeeNo().value();
        boolean confirmed = feed.stored().confirmed();
        return new Page.Punch(
                CLOCK.format(event.time().wallClock()),
                zone(event),
                feed.deviceName(),
                person(event, number),
                event.name() == null ? null : number,
                Words.of(event.kind()),
                Words.of(event.verifyMethod()),
                feed.sights().stream().map(sight -> Words.of(sight.channel())).toList(),
                new Page.Mark(confirmed ? "confirmed" : "not yet confirmed", confirmed ? "good" : "quiet"),
                Words.of(event.time().quality()));
    }

    /** A region by its name; a terminal's own text, whose sign is turned round, only as the offset it stands for. */
    private static @Nullable String zone(AttendanceEvent event) {
        String zone = event.time().zone();
        if (zone != null && zone.contains("/")) {
            return zone;
        }
        Instant occurredAt = event.time().occurredAt();
        if (occurredAt == null) {
            return null;
        }
        Duration ahead = Duration.between(
                occurredAt.atOffset(ZoneOffset.UTC).toLocalDateTime(),
                event.time().wallClock());
        return ahead.isZero() ? "UTC" : "UTC" + ZoneOffset.ofTotalSeconds(Math.toIntExact(ahead.toSeconds()));
    }

    private static String person(AttendanceEvent event, @Nullable String number) {
        if (event.name() != null) {
            return event.name();
        }
        if (number != null) {
            return number;
        }
        return event.cardNo() == null ? "–" : "card " + event.cardNo();
    }

    private Page.AgentCard card(Agent agent, Instant now) {
        String version = agent.version() == null ? "version not told yet" : "version " + agent.version();
        String text = agent.heartbeat();
        Optional<HeartbeatMessage> told = text == null ? Optional.empty() : heartbeats.apply(text);
        String seen = Words.ago(agent.lastSeen(), now);
        return told.map(message -> new Page.AgentCard(
                        agent.id(), version, seen, lastRun(message, now), backlog(message), lines(message)))
                .orElseGet(() -> new Page.AgentCard(
                        agent.id(),
                        version,
                        seen,
                        "no heartbeat yet",
                        new Page.Mark("backlog unknown", "quiet"),
                        List.of()));
    }

    private static String lastRun(HeartbeatMessage message, Instant now) {
        String text = message.lastRun();
        if (text == null) {
            return "no pass ended yet";
        }
        try {
            return "last pass " + Words.ago(Instant.parse(text), now);
        } catch (DateTimeException unreadable) {
            return "last pass " + text;
        }
    }

    private static Page.Mark backlog(HeartbeatMessage message) {
        if (message.blocked() > 0) {
            return new Page.Mark(message.blocked() + " rejected, " + message.backlog() + " waiting", "bad");
        }
        return message.backlog() == 0
                ? new Page.Mark("everything sent", "good")
                : new Page.Mark(message.backlog() + " waiting", "quiet");
    }

    private static List<String> lines(HeartbeatMessage message) {
        List<String> lines = new ArrayList<>();
        for (HeartbeatMessage.DeviceState device : message.devices()) {
            String read = device.lastRead() == null ? "never read" : "read until " + device.checkpoint();
            lines.add(
                    device.name() + ": " + read + (device.backlog() == 0 ? "" : ", " + device.backlog() + " waiting"));
            List<String> alarms = device.alarms();
            if (alarms != null) {
                alarms.forEach(alarm -> lines.add("⚠ " + device.name() + ": " + alarm));
            }
        }
        return lines;
    }

    private static String utc(Instant instant) {
        return CLOCK.format(instant.atOffset(ZoneOffset.UTC)) + " UTC";
    }
}
