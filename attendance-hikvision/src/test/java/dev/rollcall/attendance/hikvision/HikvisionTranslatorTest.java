package dev.rollcall.attendance.hikvision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Relation;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.access.UnreadableRecord;
import dev.rollcall.isapi.notification.EventNotification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HikvisionTranslatorTest {

    private static final Instant SEEN_AT = Instant.parse("2026-11-23T06:00:01Z");
    private static final DeviceContext CONTEXT =
            new DeviceContext(DeviceKey.of("GA6820584"), Zones.configured(DeviceZone.parse("Europe/Moscow")), null);
    private static final RawBytes RAW = RawBytes.of("{\"exact\": 1}".getBytes(StandardCharsets.UTF_8));

    @Test
    void translate_keepsEverythingARecordSays() {
        AttendanceEvent event = translated(record(5, 75, "00012", "77", "checkIn", 173L));

        assertThat(event.device()).isEqualTo(DeviceKey.of("GA6820584"));
        assertThat(event.serialNo()).isEqualTo(173);
        assertThat(event.time().occurredAt()).isEqualTo(Instant.parse("2026-11-23T06:00:00Z"));
        assertThat(event.time().quality()).isEqualTo(TimeQuality.GOOD);
        assertThat(event.employeeNo()).hasToString("00012");
        assertThat(event.cardNo()).isEqualTo("77");
        assertThat(event.name()).isEqualTo("Нимал");
        assertThat(event.kind()).isEqualTo(PunchKind.CHECK_IN);
        assertThat(event.verifyMethod()).isEqualTo(VerifyMethod.FACE);
        assertThat(event.door()).isEqualTo(1);
        assertThat(event.reader()).isEqualTo(2);
        assertThat(event.category()).isEqualTo(EventCategory.PERSON);
    }

    @Test
    void translate_keepsChannelTimeAndExactBytes() {
        Translation.Translated translation = (Translation.Translated)
                HikvisionTranslator.translate(record(5, 75, "00012", null, null, 173L), CONTEXT, Channel.POLL, SEEN_AT);

        assertThat(translation.observation().channel()).isEqualTo(Channel.POLL);
        assertThat(translation.observation().seenAt()).isEqualTo(SEEN_AT);
        assertThat(translation.observation().raw().text()).isEqualTo("{\"exact\": 1}");
    }

    @ParameterizedTest
    @CsvSource({
        "checkIn, CHECK_IN",
        "checkOut, CHECK_OUT",
        "breakOut, BREAK_OUT",
        "breakIn, BREAK_IN",
        "overtimeIn, OVERTIME_IN",
        "overtimeOut, OVERTIME_OUT",
        "overTimeOut, OVERTIME_OUT",
        "CHECKIN, CHECK_IN",
        "undefined, UNSPECIFIED",
        "invalid, UNSPECIFIED",
        "'', UNSPECIFIED",
        ", UNSPECIFIED",
    })
    void translate_readsTheDirection_whateverItsCase(@Nullable String status, PunchKind kind) {
        assertThat(translated(record(5, 38, "7", null, status, 1L)).kind()).isEqualTo(kind);
    }

    @Test
    void translate_neverTakesALockForAPunch() {
        AttendanceEvent lock = translated(record(5, 22, null, null, "checkOut", 160L));

        assertThat(lock.kind()).isEqualTo(PunchKind.NOT_A_PUNCH);
        assertThat(lock.category()).isEqualTo(EventCategory.DOOR);
    }

    @Test
    void translate_takesARefusalForNoPunch() {
        AttendanceEvent refused = translated(record(5, 6, null, "77", null, 9L));

        assertThat(refused.kind()).isEqualTo(PunchKind.DENIED);
        assertThat(refused.category()).isEqualTo(EventCategory.PERSON);
    }

    @Test
    void translate_takesEmptyAndZeroForAbsent() {
        AttendanceEvent event = translated(record(5, 25, " ", "0", "", 0L));

        assertThat(event.employeeNo()).isNull();
        assertThat(event.cardNo()).isNull();
        assertThat(event.serialNo()).isNull();
        assertThat(event.category()).isEqualTo(EventCategory.DOOR);
    }

    @ParameterizedTest
    @CsvSource({"5, , minor is missing", ", 75, major is missing"})
    void translate_isUntranslatable_withoutACode(@Nullable Integer major, @Nullable Integer minor, String reason) {
        Translation translation = HikvisionTranslator.translate(
                record(major, minor, "7", null, null, 1L), CONTEXT, Channel.POLL, SEEN_AT);

        assertThat(translation).isInstanceOfSatisfying(Translation.Untranslatable.class, untranslatable -> {
            assertThat(untranslatable.reason()).isEqualTo(reason);
            assertThat(untranslatable.raw().text()).isEqualTo("{\"exact\": 1}");
            assertThat(untranslatable.wallClock()).as("its time is known").isNotNull();
        });
    }

    @Test
    void translate_neverInventsATime() {
        assertThat(HikvisionTranslator.translate(withTime("yesterday"), CONTEXT, Channel.POLL, SEEN_AT))
                .isInstanceOfSatisfying(
                        Translation.Untranslatable.class,
                        untranslatable -> assertThat(untranslatable.reason()).contains("'yesterday'"));
        assertThat(HikvisionTranslator.translate(withTime(null), CONTEXT, Channel.POLL, SEEN_AT))
                .isInstanceOfSatisfying(
                        Translation.Untranslatable.class,
                        untranslatable -> assertThat(untranslatable.reason()).isEqualTo("time is missing"));
    }

    @Test
    void translate_isUntranslatable_forARecordTheClientCouldNotRead() {
        assertThat(HikvisionTranslator.translate(new UnreadableRecord("not an object", RAW)))
                .isInstanceOfSatisfying(
                        Translation.Untranslatable.class,
                        untranslatable -> assertThat(untranslatable.reason()).isEqualTo("not an object"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"serialNo":17301,"ti   | 17301
            {"serialNo": "17301"}   | 17301
            {"serialNo":17301       |
            {"serialNo":1,"serialNo":2} |
            """)
    void serialOfWhatCouldNotBeRead_isTakenOnlyWhole(String raw, @Nullable Long serialNo) {
        RawBytes bytes = RawBytes.of(raw.getBytes(StandardCharsets.UTF_8));

        assertThat(HikvisionTranslator.translate(new UnreadableRecord("it was cut", bytes)))
                .isInstanceOfSatisfying(
                        Translation.Untranslatable.class,
                        untranslatable -> assertThat(untranslatable.serialNo()).isEqualTo(serialNo));
    }

    @Test
    void translate_ofAPush_isTheSameEventAsThePoll() {
        EventRecord record = record(5, 75, "00012", null, "checkIn", 173L);
        AttendanceEvent polled = translated(record);
        AttendanceEvent pushed = pushed(notification("AccessControllerEvent", "active", record));
        AttendanceEvent pushedWithoutSerial =
                pushed(notification("AccessControllerEvent", "active", record(5, 75, "00012", null, "checkIn", null)));

        assertThat(EventIdentity.relate(polled, pushed)).isEqualTo(Relation.SAME_ID);
        assertThat(EventIdentity.relate(polled, pushedWithoutSerial)).isEqualTo(Relation.SERIAL_MISSING);
    }

    @ParameterizedTest
    @CsvSource({"heartBeat, active", "videoloss, inactive"})
    void translate_ignoresHeartbeats(String type, String state) {
        assertThat(HikvisionTranslator.translate(notification(type, state, null), CONTEXT, Channel.WEBHOOK, SEEN_AT))
                .isInstanceOfSatisfying(
                        Translation.Ignored.class,
                        ignored -> assertThat(ignored.reason()).isEqualTo("heartbeat"));
    }

    @Test
    void translate_ignoresForeignEventTypes_namingThem() {
        assertThat(HikvisionTranslator.translate(
                        notification("fielddetection", "active", null), CONTEXT, Channel.WEBHOOK, SEEN_AT))
                .isInstanceOfSatisfying(
                        Translation.Ignored.class,
                        ignored -> assertThat(ignored.reason()).contains("fielddetection"));
    }

    @Test
    void translate_isUntranslatable_forANotificationThatSaysNothing() {
        assertThat(HikvisionTranslator.translate(notification(null, null, null), CONTEXT, Channel.WEBHOOK, SEEN_AT))
                .isInstanceOf(Translation.Untranslatable.class);
        assertThat(HikvisionTranslator.translate(
                        notification("AccessControllerEvent", "active", null), CONTEXT, Channel.WEBHOOK, SEEN_AT))
                .isInstanceOf(Translation.Untranslatable.class);
    }

    private static AttendanceEvent translated(EventRecord record) {
        Translation translation = HikvisionTranslator.translate(record, CONTEXT, Channel.POLL, SEEN_AT);
        return ((Translation.Translated) translation).observation().event();
    }

    private static AttendanceEvent pushed(EventNotification notification) {
        Translation translation = HikvisionTranslator.translate(notification, CONTEXT, Channel.WEBHOOK, SEEN_AT);
        return ((Translation.Translated) translation).observation().event();
    }

    private static EventRecord withTime(@Nullable String text) {
        return new EventRecord(
                5, 75, text, null, null, 1L, "7", null, null, null, null, null, null, null, null, null, null, null,
                Map.of(), RAW);
    }

    private static EventRecord record(
            @Nullable Integer major,
            @Nullable Integer minor,
            @Nullable String person,
            @Nullable String card,
            @Nullable String status,
            @Nullable Long serial) {
        return new EventRecord(
                major,
                minor,
                "2026-11-23T09:00:00+03:00",
                LocalDateTime.parse("2026-11-23T09:00:00"),
                ZoneOffset.ofHours(3),
                serial,
                person,
                card,
                "Нимал",
                1,
                2,
                "cardOrFace",
                status,
                null,
                "normal",
                null,
                null,
                null,
                Map.of(),
                RAW);
    }

    private static EventNotification notification(
            @Nullable String type, @Nullable String state, @Nullable EventRecord accessEvent) {
        return new EventNotification(
                type,
                state,
                null,
                "2026-11-23T09:00:00+03:00",
                LocalDateTime.parse("2026-11-23T09:00:00"),
                ZoneOffset.ofHours(3),
                null,
                null,
                null,
                null,
                accessEvent,
                Map.of(),
                RAW);
    }
}
