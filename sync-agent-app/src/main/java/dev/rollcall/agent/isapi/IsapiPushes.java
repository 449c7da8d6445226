package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.agent.listen.PushReader;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.hikvision.DeviceContext;
import dev.rollcall.attendance.hikvision.HikvisionTranslator;
import dev.rollcall.attendance.hikvision.Translation;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.notification.EventNotification;
import dev.rollcall.isapi.notification.NotificationBody;
import dev.rollcall.isapi.notification.NotificationParser;
import dev.rollcall.isapi.notification.PictureRedactor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a Hikvision terminal posts, whatever its shape. Pictures never get past this place. */
public final class IsapiPushes implements PushReader {

    private final InstantSource clock;

    /** Creates a reader that notes when things came by this clock. */
    public IsapiPushes(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Pushed read(@Nullable String contentType, byte[] body, boolean cut, DeviceConfig device, DeviceFacts known) {
        DeviceKey key = DeviceKey.of(Objects.requireNonNull(known.key(), "key"));
        Zones zones = zones(device, known);
        ClockOffset offset = known.clockOffset() == null ? null : new ClockOffset(known.clockOffset());
        NotificationBody read = NotificationParser.parse(
                contentType,
                cut ? PictureRedactor.redactCut(contentType, body) : PictureRedactor.redact(contentType, body));
        return new Reading(new DeviceContext(key, zones, offset), clock.instant()).of(read);
    }

    private static Zones zones(DeviceConfig device, DeviceFacts known) {
        return device.zone() == null
                ? new Zones(null, KeptRecords.zone(known.zone()))
                : Zones.configured(DeviceZone.of(device.zone()));
    }

    /** Reads one body. */
    private static final class Reading {

        private final DeviceContext context;
        private final Instant seenAt;
        private final RecordContext kept;
        private final List<Translation> translations = new ArrayList<>();
        private final List<QuarantinedRecord> foreigners = new ArrayList<>();
        private final List<SerialLink> links = new ArrayList<>();
        private @Nullable String foreign;

        private Reading(DeviceContext context, Instant seenAt) {
            this.context = context;
            this.seenAt = seenAt;
            this.kept = RecordContext.of(context.zones(), context.clockOffset(), Channel.LISTENER);
        }

        private Pushed of(NotificationBody body) {
            body.events().forEach(this::add);
            body.unreadable().forEach(record -> translations.add(HikvisionTranslator.translate(record)));
            TranslatedPage page = Translations.sorted(translations.stream(), kept);
            List<QuarantinedRecord> strange = new ArrayList<>(page.quarantined());
            strange.addAll(foreigners);
            return new Pushed(new TranslatedPage(page.observations(), strange, page.ignored()), links, foreign);
        }

        private void add(EventNotification event) {
            String named = ForeignPush.named(event, context.device());
            if (named != null) {
                foreign = named;
                foreigners.add(new QuarantinedRecord(
                        ForeignPush.reason(named), RawRecord.of(event.raw().toByteArray()), kept));
                return;
            }
            translations.add(HikvisionTranslator.translate(event, context, Channel.LISTENER, seenAt));
            EventRecord record = event.accessEvent();
            if (record != null && record.serialNo() != null) {
                links.add(new SerialLink(record.serialNo(), record.frontSerialNo()));
            }
        }
    }
}
