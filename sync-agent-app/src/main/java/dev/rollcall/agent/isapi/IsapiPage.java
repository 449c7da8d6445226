package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.SourcePage;
import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.hikvision.DeviceContext;
import dev.rollcall.attendance.hikvision.HikvisionTranslator;
import dev.rollcall.attendance.hikvision.Translation;
import dev.rollcall.isapi.access.EventPage;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page as the client gives it.
 *
 * @param connection the connection it came over
 */
public record IsapiPage(EventPage page, Long connection) implements SourcePage {

    @Override
    public boolean last() {
        return page.last();
    }

    @Override
    public boolean incomplete() {
        return page.incomplete();
    }

    @Override
    public int rows() {
        return page.rows();
    }

    @Override
    public boolean shifted() {
        return page.shifted();
    }

    @Override
    public @Nullable Integer totalMatches() {
        return page.totalMatches();
    }

    @Override
    public TranslatedPage translate(DeviceKey device, Zones zones, @Nullable ClockOffset clockOffset, Instant seenAt) {
        DeviceContext context = new DeviceContext(device, zones, clockOffset);
        Stream<Translation> readable = page.records().stream()
                .map(record -> HikvisionTranslator.translate(record, context, Channel.POLL, seenAt));
        Stream<Translation> unreadable = page.unreadable().stream().map(HikvisionTranslator::translate);
        return Translations.sorted(
                Stream.concat(readable, unreadable), RecordContext.of(zones, clockOffset, Channel.POLL));
    }
}
