package dev.rollcall.killrounds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import dev.rollcall.attendance.identity.EventIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One terminal that posts, or one agent that sends batches: both send the same thing again until it is acknowledged, as real ones do. What
 * was acknowledged is remembered.
 */
final class Traffic {

    private static final ZoneOffset OFFSET = ZoneOffset.ofHoursMinutes(5, 30);
    private static final LocalDateTime FIRST = LocalDateTime.parse("2026-11-02T08:00:00");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(3);
    private static final int BATCH = 20;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ConcurrentSkipListSet<Long> acknowledged = new ConcurrentSkipListSet<>();
    private final String key;
    private final URI address;
    private final String token;
    private final Thread thread;
    private volatile boolean over;
    private final AtomicLong failures = new AtomicLong();
    private long sent;

    private Traffic(String key, URI address, String token, boolean posts) {
        this.key = key;
        this.address = address;
        this.token = token;
        this.thread = new Thread(() -> loop(posts), "traffic of " + key);
        this.thread.setDaemon(true);
    }

    static Traffic posting(String key, URI webhook) {
        return new Traffic(key, webhook, "", true);
    }

    static Traffic sending(String key, URI receiver, String token) {
        return new Traffic(key, receiver.resolve("/api/attendance/backup-sync"), token, false);
    }

    String key() {
        return key;
    }

    List<Long> acknowledged() {
        return List.copyOf(acknowledged);
    }

    long failures() {
        return failures.get();
    }

    void start() {
        thread.start();
    }

    /** Ends when what is under way is acknowledged. */
    void finish() throws InterruptedException {
        over = true;
        thread.join(Duration.ofSeconds(60).toMillis());
        if (thread.isAlive()) {
            throw new IllegalStateException(thread.getName() + " is not acknowledged");
        }
    }

    private void loop(boolean posts) {
        while (!over) {
            long first = sent + 1;
            long last = posts ? first : sent + BATCH;
            byte[] body = posts ? pushed(first) : batch(first, last);
            while (!isAcknowledged(body, posts, last - first + 1)) {
                failures.incrementAndGet();
                LockSupport.parkNanos(10 * PAUSE.toNanos());
            }
            for (long serial = first; serial <= last; serial++) {
                acknowledged.add(serial);
            }
            sent = last;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isAcknowledged(byte[] body, boolean posts, long events) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            if (!posts) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && (posts || isReceipt(json.readTree(answer.body()), events));
        } catch (IOException away) {
            return false;
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private static boolean isReceipt(JsonNode receipt, long events) {
        return receipt.path("success").asBoolean() && receipt.path("outcomes").size() == events;
    }

    private byte[] pushed(long serial) {
        return ("{\"ipAddress\":\"192.168.1.200\",\"dateTime\":\"" + IsoText.of(time(serial))
                        + "+05:30\",\"eventType\":\"AccessControllerEvent\",\"eventState\":\"active\",\"shortSerialNumber\":\""
                        + key
                        + "\",\"AccessControllerEvent\":{\"majorEventType\":5,\"subEventType\":75,\"employeeNoString\":\"12\",\"serialNo\":"
                        + serial + ",\"currentVerifyMode\":\"face\"}}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static LocalDateTime time(long serial) {
        return FIRST.plusSeconds(serial * 7);
    }

    private byte[] batch(long first, long last) {
        List<EventMessage> events = new ArrayList<>();
        for (long serial = first; serial <= last; serial++) {
            Observation seen = observation(serial);
            events.add(EventMessages.toMessage(EventIdentity.idOf(seen.event()), seen));
        }
        try {
            return json.writeValueAsBytes(new BatchMessage(
                    BatchMessage.VERSION,
                    key + "-" + first,
                    "agent of " + key,
                    new DeviceMessage(key, key, null, null, "Asia/Colombo", null),
                    null,
                    null,
                    events));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Observation observation(long serial) {
        LocalDateTime at = time(serial);
        AttendanceEvent event = new AttendanceEvent(
                DeviceKey.of(key),
                serial,
                EventTime.resolve(IsoText.of(at) + "+05:30", at, OFFSET, Zones.UNKNOWN, at.toInstant(OFFSET)),
                5,
                75,
                EmployeeNumber.of("12"),
                null,
                null,
                PunchKind.UNSPECIFIED,
                VerifyMethod.FACE,
                null,
                null,
                EventCategory.PERSON);
        return new Observation(
                event, Channel.POLL, at.toInstant(OFFSET), null, RawRecord.ofText("{\"serialNo\":" + serial + "}"));
    }
}
