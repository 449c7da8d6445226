package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.LiveSource.Reading;
import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.Task;
import dev.rollcall.attendance.event.Zones;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one terminal's event stream open and journals what comes, ahead of the passes. It proves nothing and moves no checkpoint:
 * the passes read the same again. It listens only to the device that the passes have met at that address.
 */
public final class LiveReader implements Task {

    private static final Logger log = LoggerFactory.getLogger(LiveReader.class);

    private static final String ALARM = "alert-stream";
    private static final String REASON = "EVENT_STREAM";

    private final Collector rules;
    private final Journal journal;
    private final DeviceConfig device;
    private final LiveSource source;
    private final Function<DeviceConfig, @Nullable String> met;
    private final Pace pace;
    private @Nullable Listening listening;
    private int failures;

    /**
     * Creates a reader.
     *
     * @param met gives the key of the device that the passes met last at an address; null if none
     */
    public LiveReader(
            Collector rules,
            DeviceConfig device,
            LiveSource source,
            Function<DeviceConfig, @Nullable String> met,
            Pace pace) {
        this.rules = rules;
        this.journal = rules.journal();
        this.device = device;
        this.source = source;
        this.met = met;
        this.pace = pace;
    }

    @Override
    public Duration step() {
        try {
            Listening current = listening;
            if (current != null) {
                return listen(current);
            }
            listening = begin();
            return listening == null ? pace.backoff().after(1) : Duration.ZERO;
        } catch (SourceException failure) {
            leave(failure.reason());
            return afterFailure(failure);
        }
    }

    /** Returns null while no pass has met a device at this address: a stream is not how a device is met. */
    private @Nullable Listening begin() {
        String known = met.apply(device);
        if (known == null) {
            return null;
        }
        SourceIdentity identity = source.identify();
        if (!identity.key().value().equals(known)) {
            throw new SourceException(
                    Kind.TWO_DEVICES,
                    "device " + identity.key() + " answers at " + device.address() + " where " + known
                            + " was read last. Nothing is taken from its event stream until a pass has read it.",
                    null);
        }
        SourceClock clock = source.clock();
        rules.listener().reached(Step.CLOCK_READ);
        Zones zones = new Zones(Collector.configuredZone(device), clock.reported());
        Reading reading = new Reading(identity.key(), zones, clock.clock().offsetIn(Collector.effective(zones)));
        Listening opened = new Listening(source.open(reading), reading);
        journal.lower(ALARM, device.name());
        log.info("Listening to the event stream of {}.", device.name());
        return opened;
    }

    private Duration listen(Listening current) {
        TranslatedPage page = current.news.next(pace.patience());
        boolean events = !page.observations().isEmpty() || !page.quarantined().isEmpty();
        if (events || page.ignored() > 0) {
            failures = 0;
        }
        if (events) {
            rules.listener().reached(Step.PAGE_READ);
            rules.listener().reached(Step.PAGE_TRANSLATED);
            store(current, page);
            rules.listener().reached(Step.PAGE_COMMITTED);
        }
        return Duration.ZERO;
    }

    private void store(Listening current, TranslatedPage page) {
        Long pass = current.pass;
        if (pass == null) {
            pass = journal.beginPass(
                    current.reading.device(), REASON, rules.clock().instant());
            current.pass = pass;
        }
        PageTally tally = journal.append(new JournalPage(
                pass,
                current.reading.device(),
                page.observations(),
                page.quarantined(),
                0,
                null,
                rules.clock().instant()));
        log.debug("The event stream of {} brought {} new.", device.name(), tally.journaled());
    }

    private void leave(String problem) {
        Listening current = listening;
        listening = null;
        if (current != null) {
            current.news.close();
            if (current.pass != null) {
                journal.closePass(current.pass, problem, rules.clock().instant());
            }
        }
    }

    private Duration afterFailure(SourceException failure) {
        failures++;
        if (failures == 1) {
            log.info("The event stream of {} is not open: {}", device.name(), failure.reason());
        }
        if (failure.kind() != Kind.UNAVAILABLE) {
            String text = "Its event stream is not listened to; it is read by schedule only: " + failure.reason();
            journal.raise(ALARM, device.name(), text, rules.clock().instant());
        }
        return switch (failure.kind()) {
            case REFUSED, UNSUPPORTED, BUSY -> pace.backoff().spread(pace.afterRefusal());
            default -> pace.backoff().after(failures);
        };
    }

    /**
     * How fast to go.
     *
     * @param patience     how long one step waits for news
     * @param backoff      how long to wait before the stream is opened again
     * @param afterRefusal how long to wait if the terminal has no place for a listener, or will not have one
     */
    public record Pace(Duration patience, Backoff backoff, Duration afterRefusal) {}

    /** An open stream. */
    private static final class Listening {

        private final LiveNews news;
        private final Reading reading;
        private @Nullable Long pass;

        private Listening(LiveNews news, Reading reading) {
            this.news = news;
            this.reading = reading;
        }
    }
}
