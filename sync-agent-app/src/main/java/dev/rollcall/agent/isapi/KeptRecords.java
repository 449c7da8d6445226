package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.RecordTranslator;
import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.agent.journal.HeldRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.hikvision.DeviceContext;
import dev.rollcall.attendance.hikvision.HikvisionTranslator;
import dev.rollcall.attendance.hikvision.Translation;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.access.KeptRow;
import dev.rollcall.isapi.access.UnreadableRecord;
import dev.rollcall.isapi.notification.EventNotification;
import dev.rollcall.isapi.notification.NotificationBody;
import dev.rollcall.isapi.notification.NotificationParser;
import dev.rollcall.isapi.system.DeviceTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates records from their bytes, with the zones that were known when they were read. */
public final class KeptRecords implements RecordTranslator {

    @Override
    public TranslatedPage translate(HeldRecord held) {
        RecordContext known = held.record().context();
        DeviceContext context = new DeviceContext(
                held.device(),
                new Zones(zone(known.configuredZone()), zone(known.reportedZone())),
                known.clockOffset());
        RawBytes raw = RawBytes.of(held.record().raw().toByteArray());
        return Translations.sorted(
                known.channel() == Channel.POLL ? row(raw, context, held) : pushed(raw, context, held), known);
    }

    private static Stream<Translation> row(RawBytes raw, DeviceContext context, HeldRecord held) {
        KeptRow read = KeptRow.read(raw);
        EventRecord record = read.record();
        return Stream.of(
                record == null
                        ? HikvisionTranslator.translate(new UnreadableRecord(read.problem(), raw))
                        : HikvisionTranslator.translate(record, context, Channel.POLL, held.seenAt()));
    }

    private static Stream<Translation> pushed(RawBytes raw, DeviceContext context, HeldRecord held) {
        NotificationBody body = NotificationParser.parse(null, raw.toByteArray());
        Channel channel = held.record().context().channel();
        return Stream.concat(
                body.events().stream().map(event -> pushed(event, context, channel, held.seenAt())),
                body.unreadable().stream().map(HikvisionTranslator::translate));
    }

    /** What another device has said stays what it is, whatever this version understands. */
    private static Translation pushed(EventNotification event, DeviceContext context, Channel channel, Instant seenAt) {
        String named = ForeignPush.named(event, context.device());
        return named == null
                ? HikvisionTranslator.translate(event, context, channel, seenAt)
                : new Translation.Untranslatable(
                        ForeignPush.reason(named), RawRecord.of(event.raw().toByteArray()), null, null);
    }

    /** A zone as a person or as a device writes it; null if it is neither. */
    static @Nullable DeviceZone zone(@Nullable String name) {
        if (name == null) {
            return null;
        }
        ZoneRules rules = DeviceTime.rulesOf(name);
        try {
            return rules == null ? DeviceZone.parse(name) : new DeviceZone(name, rules);
        } catch (DateTimeException unknown) {
            return null;
        }
    }
}
