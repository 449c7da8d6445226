package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.LiveNews;
import dev.rollcall.agent.collect.LiveSource.Reading;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.hikvision.DeviceContext;
import dev.rollcall.attendance.hikvision.HikvisionTranslator;
import dev.rollcall.attendance.hikvision.Translation;
import dev.rollcall.isapi.notification.EventStream;
import dev.rollcall.isapi.notification.StreamItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An open alertStream. Pictures and signs of life are counted and dropped. */
final class IsapiLiveNews implements LiveNews {

    /** Terminals send all they hold on every connect (DS-K1T342MWX V3.16.1, 19,000 events), which is stored in portions. */
    private static final int MOST_AT_ONCE = 200;

    private final DeviceConfig device;
    private final EventStream stream;
    private final Reading reading;
    private final InstantSource clock;

    IsapiLiveNews(DeviceConfig device, EventStream stream, Reading reading, InstantSource clock) {
        this.device = device;
        this.stream = stream;
        this.reading = reading;
        this.clock = clock;
    }

    @Override
    public TranslatedPage next(Duration patience) {
        List<StreamItem> items = new ArrayList<>();
        Optional<StreamItem> next = Failures.translating(device, () -> stream.next(patience));
        while (next.isPresent() && !(next.get() instanceof StreamItem.Ended)) {
            items.add(next.get());
            next = items.size() < MOST_AT_ONCE
                    ? Failures.translating(device, () -> stream.next(Duration.ZERO))
                    : Optional.empty();
        }
        if (items.isEmpty() && next.isPresent() && next.get() instanceof StreamItem.Ended ended) {
            throw failure(ended);
        }
        return translated(items);
    }

    @Override
    public void close() {
        stream.close();
    }

    private TranslatedPage translated(List<StreamItem> items) {
        Instant seenAt = clock.instant();
        DeviceContext context = new DeviceContext(reading.device(), reading.zones(), reading.clockOffset());
        List<Translation> translations = items.stream()
                .flatMap(item -> translated(item, context, seenAt))
                .toList();
        TranslatedPage page = Translations.sorted(
                translations.stream(), RecordContext.of(reading.zones(), reading.clockOffset(), Channel.STREAM));
        int dropped = items.size() - translations.size();
        return new TranslatedPage(page.observations(), page.quarantined(), page.ignored() + dropped);
    }

    private static Stream<Translation> translated(StreamItem item, DeviceContext context, Instant seenAt) {
        if (item instanceof StreamItem.Notified notified) {
            return Stream.of(HikvisionTranslator.translate(notified.notification(), context, Channel.STREAM, seenAt));
        }
        return item instanceof StreamItem.Unreadable unreadable
                ? Stream.of(HikvisionTranslator.translate(unreadable.part()))
                : Stream.of();
    }

    private SourceException failure(StreamItem.Ended ended) {
        boolean full = ended.reason() == StreamItem.Ended.Reason.REFUSED;
        return new SourceException(
                full ? SourceException.Kind.BUSY : SourceException.Kind.UNAVAILABLE,
                "the event stream of " + device.name() + " ended: " + ended.detail() + "; it is opened again",
                null);
    }
}
