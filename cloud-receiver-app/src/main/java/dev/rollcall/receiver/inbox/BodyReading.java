package dev.rollcall.receiver.inbox;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.hikvision.DeviceContext;
import dev.rollcall.attendance.hikvision.HikvisionTranslator;
import dev.rollcall.attendance.hikvision.Translation;
import dev.rollcall.isapi.access.UnreadableRecord;
import dev.rollcall.isapi.notification.EventNotification;
import dev.rollcall.isapi.notification.NotificationBody;
import dev.rollcall.isapi.notification.NotificationParser;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one posted body: each record in it is translated, ignored with a reason or parked. Pure. */
final class BodyReading {

    private static final int MAC_DIGITS = 12;

    private final Device device;
    private final DeviceContext context;
    private final Tally tally = new Tally();
    private boolean onlyHeartbeats = true;
    private @Nullable String foreignName;
    private @Nullable String mac;

    private BodyReading(Device device) {
        this.device = device;
        this.context = new DeviceContext(device.key(), DeviceZones.of(device), null);
    }

    static BodyReading of(Device device, InboxItem item) {
        try {
            BodyReading reading = new BodyReading(device);
            reading.read(NotificationParser.parse(item.contentType(), item.body()), item);
            return reading;
        } catch (StackOverflowError nested) {
            BodyReading none = new BodyReading(device);
            none.onlyHeartbeats = false;
            none.tally.parked("the body is nested too deeply to be read");
            return none;
        }
    }

    Tally tally() {
        return tally;
    }

    /** Tells whether the body says nothing but that the terminal is alive. */
    boolean isHeartbeat() {
        return onlyHeartbeats;
    }

    /** Returns the name of another device that the body gives itself. */
    Optional<String> foreignName() {
        return Optional.ofNullable(foreignName);
    }

    /** Returns the MAC address that the body bears, as twelve hexadecimal digits. */
    Optional<String> mac() {
        return Optional.ofNullable(mac);
    }

    private void read(NotificationBody body, InboxItem item) {
        body.events().forEach(event -> read(event, item));
        for (UnreadableRecord record : body.unreadable()) {
            tally.parked(Storable.cleaned(record.reason()));
        }
        boolean nothing = body.events().isEmpty() && body.unreadable().isEmpty();
        onlyHeartbeats &= !nothing && body.unreadable().isEmpty();
        if (nothing) {
            nothing(body);
        }
    }

    private void nothing(NotificationBody body) {
        if (body.pictures().isEmpty()) {
            tally.parked("the body holds no notification");
        } else {
            tally.ignored("the body holds only pictures, which are not kept");
        }
    }

    private void read(EventNotification event, InboxItem item) {
        onlyHeartbeats &= event.heartbeat();
        Optional<String> foreign = foreign(event);
        if (foreign.isPresent()) {
            onlyHeartbeats = false;
            foreignName = Storable.cleaned(foreign.get());
            tally.parked("it names another device (" + foreignName + ") than its address was made for");
            return;
        }
        String plain = event.macAddress() == null ? "" : plain(event.macAddress());
        mac = plain.length() == MAC_DIGITS ? plain : mac;
        Translation translation = HikvisionTranslator.translate(event, context, Channel.WEBHOOK, item.receivedAt());
        if (translation instanceof Translation.Translated translated) {
            keep(translated.observation());
        } else if (translation instanceof Translation.Ignored ignored) {
            tally.ignored(Storable.cleaned(ignored.reason()));
        } else if (translation instanceof Translation.Untranslatable untranslatable) {
            tally.parked(Storable.cleaned(untranslatable.reason()));
        }
    }

    private void keep(Observation observation) {
        Optional<String> refusal = Storable.refusal(observation);
        if (!observation.event().category().goesToReceiver()) {
            tally.covered("events of category " + observation.event().category() + " are not stored here");
        } else if (refusal.isPresent()) {
            tally.parked(Storable.cleaned(refusal.get()));
        } else {
            tally.translated(Storable.cleaned(observation));
        }
    }

    private Optional<String> foreign(EventNotification event) {
        String serial = event.shortSerialNumber();
        if (serial != null
                && !serial.isBlank()
                && !DeviceKey.fromSerialNumber(serial).equals(device.key())) {
            return Optional.of(serial);
        }
        String mac = event.macAddress();
        String known = device.mac();
        if (mac == null || known == null || plain(mac).isEmpty() || plain(mac).equals(plain(known))) {
            return Optional.empty();
        }
        return Optional.of(mac);
    }

    private static String plain(String mac) {
        return mac.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT);
    }
}
