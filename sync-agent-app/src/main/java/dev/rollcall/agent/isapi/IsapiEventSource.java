package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.collect.LiveSource;
import dev.rollcall.agent.collect.LogQuery;
import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceIdentity;
import dev.rollcall.agent.collect.SourcePages;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.TlsConfig;
import dev.rollcall.agent.doctor.Inspector;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.agent.slot.PushSlots;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.window.DeviceClock;
import dev.rollcall.isapi.DeviceTls;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.PasswordGuard;
import dev.rollcall.isapi.access.EventCapabilities;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventPages;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.system.DeviceInfo;
import dev.rollcall.isapi.system.DeviceTime;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A Hikvision terminal as a source of events. One per device, kept: its client remembers the log-in between calls. */
public final class IsapiEventSource implements EventSource {

    private final DeviceConfig device;
    private final IsapiClient client;
    private final InstantSource clock;
    private final int pageSize;
    private volatile @Nullable Boolean bySerial;
    private volatile @Nullable EventCapabilities capabilities;

    private IsapiEventSource(DeviceConfig device, IsapiClient client, InstantSource clock, int pageSize) {
        this.device = device;
        this.client = client;
        this.clock = clock;
        this.pageSize = pageSize;
    }

    /** Returns the source of a configured device. Nothing is sent yet. */
    public static IsapiEventSource of(
            DeviceConfig device, AgentConfig config, PasswordLatch latch, InstantSource clock) {
        return of(device, config, new JournaledPasswordGuard(latch, device, clock), clock);
    }

    /** The same with another guard before the password. */
    static IsapiEventSource of(DeviceConfig device, AgentConfig config, PasswordGuard guard, InstantSource clock) {
        IsapiClient.Builder builder = IsapiClient.builder();
        TlsConfig tls = device.tls();
        if (tls != null) {
            builder.https(tlsOf(tls));
        }
        IsapiClient client = builder.host(device.host())
                .port(device.port())
                .credentials(device.username(), device.password().reveal())
                .passwordGuard(guard)
                .connectTimeout(config.timeouts().deviceConnect())
                .readTimeout(config.timeouts().deviceRead())
                .callTimeout(config.timeouts().deviceCall())
                .pagePause(config.limits().pagePause())
                .maxBodyBytes(config.limits().answerBytes())
                .build();
        return new IsapiEventSource(device, client, clock, config.limits().pageSize());
    }

    /** Returns the same terminal as one that tells of events by itself, over the same log-in. Nothing is sent yet. */
    public LiveSource live(AgentConfig.Live limits) {
        return new IsapiLiveSource(this, device, client, clock, limits);
    }

    /** Returns the slots in which the same terminal keeps whom it posts to, over the same log-in. Nothing is sent yet. */
    public PushSlots slots() {
        return new IsapiPushSlots(device, client);
    }

    /** Returns what asks the same terminal for the doctor, over the same log-in. Nothing is sent yet. */
    public Inspector inspector() {
        return new IsapiInspector(device, client);
    }

    @Override
    public SourceIdentity identify() {
        DeviceInfo told = Failures.translating(device, () -> client.system().deviceInfo());
        return new SourceIdentity(
                DeviceKey.fromSerialNumber(told.serialNumber()), told.model(), told.firmwareVersion());
    }

    @Override
    public SourceClock clock() {
        DeviceTime time = Failures.translating(device, () -> client.system().time());
        DeviceClock reading = new DeviceClock(time.localTime(), time.offset(), clock.instant());
        return new SourceClock(reading, reportedZone(time));
    }

    @Override
    public boolean searchesBySerial() {
        Boolean known = bySerial;
        if (known == null) {
            known = asksBySerial();
            bySerial = known;
        }
        return known;
    }

    @Override
    public SourcePages open(LogQuery query) {
        EventPages pages = client.access().events(queryOf(query));
        return () -> {
            EventPage page = Failures.translating(device, pages::next);
            // By the first page it is decided whether the query is split; the second is not to be asked for in vain.
            pages.readAhead();
            return new IsapiPage(page, pages.connection());
        };
    }

    @Override
    public long count(LogQuery query) {
        return Failures.translating(device, () -> client.access().countEvents(queryOf(query)));
    }

    @Override
    public String capabilities() {
        EventCapabilities told =
                Failures.translating(device, () -> client.access().eventCapabilities());
        return "pages of " + (told.maxResults() == null ? "unknown size" : told.maxResults() + " events")
                + ", classes " + (told.majors().isEmpty() ? "not told" : told.majors())
                + (told.serialFilter() ? ", searches by serial number" : ", searches by time only");
    }

    @Override
    public @Nullable Long capacity() {
        EventCapabilities told = capabilities;
        Integer positions = told == null ? null : told.maxSearchPosition();
        return positions == null || positions < 1 ? null : positions.longValue();
    }

    @Override
    public long connections() {
        return client.connectionsMade();
    }

    @Override
    public void close() {
        client.close();
    }

    /** Whether a terminal counts its end second in is documented nowhere; what comes twice is recognised. */
    private EventQuery queryOf(LogQuery query) {
        EventQuery.Builder asked = EventQuery.builder()
                .major(query.major())
                .pageSize(pageSize)
                .edgeRereads(true)
                .splitRefusedGroups(false); // the collector does that itself, with a checkpoint per class
        if (query instanceof LogQuery.BySerial bySerial) {
            return asked.serials(bySerial.range().first(), bySerial.range().last())
                    .build();
        }
        LogQuery.ByTime byTime = (LogQuery.ByTime) query;
        return asked.between(
                        byTime.slice().startInclusive().atOffset(byTime.offset()),
                        byTime.slice().endExclusive().atOffset(byTime.offset()))
                .build();
    }

    private static DeviceTls tlsOf(TlsConfig tls) {
        DeviceTls trust = tls.fingerprint() == null ? DeviceTls.trusted() : DeviceTls.pinned(tls.fingerprint());
        return tls.legacy() ? trust.withLegacyTls() : trust;
    }

    private boolean asksBySerial() {
        try {
            EventCapabilities told =
                    Failures.translating(device, () -> client.access().eventCapabilities());
            capabilities = told;
            return told.serialFilter();
        } catch (SourceException doesNotTell) {
            if (doesNotTell.kind() == SourceException.Kind.UNAVAILABLE
                    || doesNotTell.kind() == SourceException.Kind.BUSY
                    || doesNotTell.kind() == SourceException.Kind.REFUSED) {
                throw doesNotTell;
            }
            return false;
        }
    }

    private static @Nullable DeviceZone reportedZone(DeviceTime time) {
        return time.zoneRules() == null || time.timeZoneText() == null
                ? null
                : new DeviceZone(time.timeZoneText(), time.zoneRules());
    }
}
