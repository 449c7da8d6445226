package dev.rollcall.attendance.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventMessagesTest {

    private static final DeviceKey DEVICE = DeviceKey.of("GA6820584");
    private static final EventId ID = EventId.of("f5c11f7f4f655dc4ae028d53d016d8d3");
    private static final Instant SEEN_AT = Instant.parse("2026-11-23T06:00:01Z");

    @Test
    void message_carriesAFullObservation_thereAndBack() {
        Observation observation = full(RawRecord.ofText("{\"name\":\"Нимал\"}"));

        EventMessage message = EventMessages.toMessage(ID, observation);

        assertThat(EventMessages.toObservation(DEVICE, message)).isEqualTo(observation);
        assertThat(message.wallClock()).isEqualTo("2026-11-23T09:00:00");
        assertThat(message.rawEncoding()).isNull();
    }

    @Test
    void message_carriesBytesThatAreNoUtf8_thereAndBack() {
        Observation observation = full(RawRecord.of(new byte[] {'{', (byte) 0xFF, '}'}));

        EventMessage message = EventMessages.toMessage(ID, observation);

        assertThat(message.rawEncoding()).isEqualTo("base64");
        assertThat(EventMessages.toObservation(DEVICE, message)).isEqualTo(observation);
    }

    @Test
    void message_carriesABareObservation_thereAndBack() {
        AttendanceEvent event = new AttendanceEvent(
                DEVICE,
                null,
                EventTime.resolve("2026-11-23T09:00:00", at(), null, Zones.UNKNOWN, SEEN_AT),
                2,
                1024,
                null,
                null,
                null,
                PunchKind.NOT_A_PUNCH,
                VerifyMethod.UNKNOWN,
                null,
                null,
                EventCategory.POWER);
        Observation observation = new Observation(event, Channel.LISTENER, SEEN_AT, null, RawRecord.ofText("{}"));

        assertThat(EventMessages.toObservation(DEVICE, EventMessages.toMessage(ID, observation)))
                .isEqualTo(observation);
    }

    @ParameterizedTest
    @CsvSource({
        "wallClock, yesterday",
        "offset, +99:00",
        "occurredAt, noon",
        "timeQuality, PERFECT",
        "kind, LUNCH",
        "verifyMethod, NOSE",
        "category, WEATHER",
        "channel, PIGEON",
        "seenAt, later",
        "employeeNo, ' '",
        "wallClock,",
        "raw,",
        "major,",
        "minor,",
    })
    void toObservation_namesTheFieldItCannotRead(String field, String value) {
        EventMessage message = with(EventMessages.toMessage(ID, full(RawRecord.ofText("{}"))), field, value);

        assertThatThrownBy(() -> EventMessages.toObservation(DEVICE, message))
                .isInstanceOfSatisfying(
                        InvalidMessageException.class,
                        invalid -> assertThat(invalid.field()).isEqualTo(field))
                .hasMessageContaining(field);
    }

    @Test
    void toObservation_refusesAnInstantThatContradictsTheQuality() {
        EventMessage message =
                with(EventMessages.toMessage(ID, full(RawRecord.ofText("{}"))), "timeQuality", "UNRESOLVED");

        assertThatThrownBy(() -> EventMessages.toObservation(DEVICE, message)).hasMessageContaining("occurredAt");
    }

    @Test
    void invalidMessage_shortensAHugeValue() {
        EventMessage message =
                with(EventMessages.toMessage(ID, full(RawRecord.ofText("{}"))), "kind", "X".repeat(5000));

        assertThatThrownBy(() -> EventMessages.toObservation(DEVICE, message))
                .satisfies(invalid -> assertThat(invalid.getMessage()).hasSizeLessThan(150));
    }

    @Test
    void toObservation_putsTheTextOfTheTimeTogether_whereNoneTravels() {
        EventMessage message = EventMessages.toMessage(ID, full(RawRecord.ofText("{}")));

        assertThat(EventMessages.toObservation(DEVICE, withoutTimeText(message, "+03:00"))
                        .event()
                        .time()
                        .raw())
                .isEqualTo("2026-11-23T09:00:00+03:00");
        assertThat(EventMessages.toObservation(DEVICE, withoutTimeText(message, null))
                        .event()
                        .time()
                        .raw())
                .isEqualTo("2026-11-23T09:00:00");
    }

    @Test
    void toObservation_namesBytesItCannotRead() {
        EventMessage message = EventMessages.toMessage(ID, full(RawRecord.of(new byte[] {(byte) 0xFF})));

        assertThatThrownBy(() -> EventMessages.toObservation(DEVICE, with(message, "raw", "not base64!")))
                .hasMessageContaining("raw");
    }

    @ParameterizedTest
    @CsvSource({"80, 80", "81, 80"})
    void invalidMessage_showsTheFirstEightyCharacters(int length, int shown) {
        EventMessage message =
                with(EventMessages.toMessage(ID, full(RawRecord.ofText("{}"))), "kind", "X".repeat(length));

        assertThatThrownBy(() -> EventMessages.toObservation(DEVICE, message))
                .hasMessageContaining("'" + "X".repeat(shown) + (length > shown ? "…" : "") + "'");
    }

    private static EventMessage withoutTimeText(EventMessage m, @Nullable String offset) {
        return new EventMessage(
                m.id(),
                m.serialNo(),
                m.wallClock(),
                offset,
                m.occurredAt(),
                m.timeQuality(),
                m.timeZone(),
                null,
                m.major(),
                m.minor(),
                m.employeeNo(),
                m.cardNo(),
                m.name(),
                m.kind(),
                m.verifyMethod(),
                m.category(),
                m.door(),
                m.reader(),
                m.channel(),
                m.seenAt(),
                m.raw(),
                m.rawEncoding());
    }

    private static Observation full(RawRecord raw) {
        AttendanceEvent event = new AttendanceEvent(
                DEVICE,
                173L,
                EventTime.resolve(
                        "2026-11-23 09:00:00+03:00",
                        at(),
                        ZoneOffset.ofHours(3),
                        Zones.configured(DeviceZone.parse("Europe/Moscow")),
                        SEEN_AT),
                5,
                75,
                EmployeeNumber.of("00012"),
                "18446744073709551895",
                "Нимал",
                PunchKind.CHECK_IN,
                VerifyMethod.FACE,
                1,
                2,
                EventCategory.PERSON);
        return new Observation(event, Channel.POLL, SEEN_AT, null, raw);
    }

    private static LocalDateTime at() {
        return LocalDateTime.parse("2026-11-23T09:00:00");
    }

    private static EventMessage with(EventMessage m, String field, String value) {
        return new EventMessage(
                m.id(),
                m.serialNo(),
                pick("wallClock", field, value, m.wallClock()),
                pick("offset", field, value, m.offset()),
                pick("occurredAt", field, value, m.occurredAt()),
                pick("timeQuality", field, value, m.timeQuality()),
                m.timeZone(),
                m.timeText(),
                field.equals("major") ? null : m.major(),
                field.equals("minor") ? null : m.minor(),
                pick("employeeNo", field, value, m.employeeNo()),
                m.cardNo(),
                m.name(),
                pick("kind", field, value, m.kind()),
                pick("verifyMethod", field, value, m.verifyMethod()),
                pick("category", field, value, m.category()),
                m.door(),
                m.reader(),
                pick("channel", field, value, m.channel()),
                pick("seenAt", field, value, m.seenAt()),
                pick("raw", field, value, m.raw()),
                m.rawEncoding());
    }

    private static String pick(String name, String field, String value, String otherwise) {
        return name.equals(field) ? value : otherwise;
    }
}
