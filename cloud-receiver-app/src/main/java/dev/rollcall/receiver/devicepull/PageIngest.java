package dev.rollcall.receiver.devicepull;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.hikvision.DeviceContext;
import dev.rollcall.attendance.hikvision.HikvisionTranslator;
import dev.rollcall.attendance.hikvision.Translation;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.notification.PictureRedactor;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.ingest.Ingested;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One page of a terminal's log: what is understood goes through the one door, what is not waits in the inbox. */
final class PageIngest {

    private record Strange(String reason, RawRecord raw) {}

    private final List<Observation> observations = new ArrayList<>();
    private final List<Strange> strange = new ArrayList<>();
    private final EventPage page;
    private final Instant seenAt;

    private PageIngest(EventPage page, Instant seenAt) {
        this.page = page;
        this.seenAt = seenAt;
    }

    static PageIngest of(EventPage page, DeviceContext context, Instant seenAt) {
        PageIngest ingest = new PageIngest(page, seenAt);
        Stream.concat(
                        page.records().stream()
                                .map(record -> HikvisionTranslator.translate(record, context, Channel.POLL, seenAt)),
                        page.unreadable().stream().map(HikvisionTranslator::translate))
                .forEach(ingest::sort);
        return ingest;
    }

    private void sort(Translation translation) {
        if (translation instanceof Translation.Translated translated) {
            keep(translated.observation());
        } else if (translation instanceof Translation.Untranslatable untranslatable) {
            strange.add(new Strange(untranslatable.reason(), untranslatable.raw()));
        }
    }

    private void keep(Observation observation) {
        Optional<String> refusal = Storable.refusal(observation);
        if (refusal.isPresent()) {
            strange.add(new Strange(refusal.get(), observation.raw()));
        } else if (observation.event().category().goesToReceiver()) {
            observations.add(Storable.cleaned(observation));
        }
    }

    /** Stores the page in the caller's transaction, under the lock of the device. */
    PullTally into(UnitOfWork unit, Device device) {
        List<Ingested> answers = EventIngest.ingest(unit, device, observations, seenAt);
        strange.forEach(one -> unit.inbox().addParked(parked(one, device), Storable.cleaned(one.reason())));
        strange.stream()
                .map(one -> Storable.cleaned(one.reason()))
                .distinct()
                .forEach(reason -> unit.alarms()
                        .raise(
                                device.id(),
                                AlarmLog.PARKED,
                                reason,
                                "A record fetched from " + device.title()
                                        + " could not be understood and waits in the inbox: " + reason,
                                seenAt));
        unit.devices().sawBy(device.id(), Channel.POLL, seenAt);
        int fetched = page.records().size() + page.unreadable().size();
        int stored = (int) answers.stream().filter(Ingested::isNew).count();
        return new PullTally(
                fetched,
                stored,
                answers.size() - stored,
                fetched - answers.size() - strange.size(),
                strange.size(),
                strange.stream().map(one -> Storable.cleaned(one.reason())).toList(),
                false);
    }

    private InboxItem parked(Strange one, Device device) {
        byte[] body = PictureRedactor.redact(null, one.raw().toByteArray());
        return new InboxItem(0, device.id(), null, body, false, null, seenAt);
    }
}
