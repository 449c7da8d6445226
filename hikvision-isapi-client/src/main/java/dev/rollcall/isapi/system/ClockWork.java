package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.PosixZone;
import dev.rollcall.isapi.internal.SystemEndpoints;
import dev.rollcall.isapi.internal.TimeText;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import dev.rollcall.isapi.internal.XmlEdit;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Reads and sets the clock and its servers; what is set is what the device had, with some texts changed. */
final class ClockWork {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private final DeviceConnection connection;
    private final SystemEndpoints endpoints;

    ClockWork(DeviceConnection connection, SystemEndpoints endpoints) {
        this.connection = connection;
        this.endpoints = endpoints;
    }

    DeviceTime read() {
        return time(connection.exchange(endpoints.time()));
    }

    boolean set(Instant now) {
        Answer answer = connection.exchange(endpoints.time());
        DeviceTime time = time(answer);
        ZoneOffset offset =
                time.zoneRules() == null ? time.offset() : time.zoneRules().getOffset(now);
        if (offset == null) {
            throw answer.unexpected("the device states no zone it can be set in", null);
        }
        return set(answer, now.atOffset(offset));
    }

    boolean set(OffsetDateTime localTime) {
        return set(connection.exchange(endpoints.time()), localTime);
    }

    boolean follow() {
        Answer answer = connection.exchange(endpoints.time());
        // without its localTime, which would set the clock back by as long as this takes
        return putTime(answer, Map.of("timeMode", "NTP"), Set.of("localTime"));
    }

    boolean put(NtpServer server) {
        Answer answer = connection.exchange(endpoints.ntpServer(server.id()));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("id", server.id());
        putText(texts, "addressingFormatType", server.addressingFormatType());
        putText(texts, "hostName", server.hostName());
        putText(texts, "ipAddress", server.ipAddress());
        putText(texts, "portNo", server.portNo());
        putText(texts, "synchronizeInterval", server.synchronizeInterval());
        RequestBody body = changed(answer, "NTPServer", texts, Set.of());
        return connection.exchange(endpoints.putNtpServer(server.id(), body)).done();
    }

    private boolean set(Answer answer, OffsetDateTime localTime) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("timeMode", "manual");
        texts.put("localTime", TIME.format(localTime));
        return putTime(answer, texts, Set.of());
    }

    private boolean putTime(Answer answer, Map<String, String> texts, Set<String> without) {
        return connection
                .exchange(endpoints.putTime(changed(answer, "Time", texts, without)))
                .done();
    }

    private static RequestBody changed(Answer answer, String root, Map<String, String> texts, Set<String> without) {
        answer.fields(root);
        try {
            return RequestBody.create(
                    XmlEdit.withTexts(answer.body(), texts, without),
                    MediaType.get("application/xml; charset=\"UTF-8\""));
        } catch (UnreadableBodyException e) {
            throw answer.unexpected(e.getMessage(), e);
        }
    }

    private static DeviceTime time(Answer answer) {
        Fields fields = answer.fields("Time");
        String text = fields.text("localTime");
        TimeText time = TimeText.parse(text);
        if (text == null || time == null) {
            throw answer.unexpected("localTime is missing or not a time: " + text, null);
        }
        String zone = fields.text("timeZone");
        String zoneName = zone == null ? fields.text("IANA") : null;
        return new DeviceTime(
                fields.text("timeMode"),
                text,
                time.wallClock(),
                time.offset(),
                zone == null ? zoneName : zone,
                zone == null ? PosixZone.ofName(zoneName) : PosixZone.parse(zone),
                fields.restAsText());
    }

    private static void putText(Map<String, String> texts, String name, @Nullable Object value) {
        if (value != null) {
            texts.put(name, value.toString());
        }
    }
}
