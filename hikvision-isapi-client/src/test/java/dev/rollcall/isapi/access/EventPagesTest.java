package dev.rollcall.isapi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventPagesTest {

    private static final EventQuery ALL = EventQuery.builder().build();

    private final StubDevice device;
    private final IsapiClient client;

    EventPagesTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @Test
    void next_advancesByRowsReturned() {
        device.thenJson(page("MORE", row(1), row(2)))
                .thenJson(page("MORE", row(3)))
                .thenJson(page("OK", row(4)));
        List<EventPage> pages = new ArrayList<>();
        client.access().events(ALL).forEachRemaining(pages::add);
        assertThat(pages).extracting(EventPage::position).containsExactly(0, 2, 3);
        assertThat(pages).extracting(EventPage::last).containsExactly(false, false, true);
        assertThat(device.seen()).hasSize(3);
        assertThat(device.seen().get(2).body()).contains("\"searchResultPosition\":3", "\"maxResults\":30");
    }

    @Test
    void next_sendsOneSearchIdPerSearch() {
        device.thenJson(page("MORE", row(1))).thenJson(page("OK", row(2))).thenJson(page("OK", row(1)));
        client.access().events(ALL).forEachRemaining(page -> {});
        client.access().events(ALL).forEachRemaining(page -> {});
        List<String> ids = device.seen().stream()
                .map(seen -> seen.body().replaceAll(".*\"searchID\":\"([^\"]+)\".*", "$1"))
                .toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2)).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void next_sendsTimesWithANumericOffsetAndWholeSeconds() {
        device.thenJson(page("OK"));
        EventQuery query = EventQuery.builder()
                .between(
                        OffsetDateTime.parse("2026-07-01T00:00:00.5Z"),
                        OffsetDateTime.parse("2026-07-02T10:00:00+05:30"))
                .serials(5, EventQuery.MAX_SERIAL)
                .major(5)
                .minor(75)
                .build();
        client.access().events(query).next();
        assertThat(device.seen().get(0).body())
                .contains("\"startTime\":\"2026-07-01T00:00:00+00:00\"", "\"endTime\":\"2026-07-02T10:00:00+05:30\"")
                .contains("\"beginSerialNo\":5", "\"endSerialNo\":3000000000", "\"major\":5", "\"minor\":75");
        assertThat(device.seen().get(0).target()).isEqualTo("/ISAPI/AccessControl/AcsEvent?format=json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK", "ok", "NO MATCH", "no more matches", "NO MATCHES", "No Match"})
    void next_endsAtEverySpellingOfTheEnd(String word) {
        device.thenJson(page(word, row(1)));
        EventPages pages = client.access().events(ALL);
        assertThat(pages.next().records()).hasSize(1);
        assertThat(pages.hasNext()).isFalse();
        assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void next_goesOnAfterAnUnknownWordUntilThereAreNoRows() {
        device.thenJson(page("WEITER", row(1))).thenJson(page("WEITER"));
        EventPages pages = client.access().events(ALL);
        assertThat(pages.next().last()).isFalse();
        assertThat(pages.next().last()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AcsEvent\":{\"responseStatusStrg\":\"NO MATCH\",\"totalMatches\":0}}",
                "{\"AcsEvent\":{\"InfoList\":[],\"responseStatusStrg\":\"NO MATCH\",\"numOfMatches\":0}}",
                "{\"AcsEvent\":{\"InfoList\":null,\"responseStatusStrg\":\"OK\"}}",
                "\uFEFF\r\n {\t\"AcsEvent\":\t{\"responseStatusStrg\":\t\"NO MATCH\"}}"
            })
    void next_readsEveryShapeOfAnEmptyAnswer(String body) {
        device.thenJson(body);
        EventPage page = client.access().events(ALL).next();
        assertThat(page.rows()).isZero();
        assertThat(page.last()).isTrue();
    }

    @Test
    void next_endsIncompleteWhenMoreIsPromisedAndNothingComes() {
        device.thenJson(page("MORE", row(1))).thenJson(page("MORE"));
        EventPages pages = client.access().events(ALL);
        pages.next();
        EventPage end = pages.next();
        assertThat(end.last()).isTrue();
        assertThat(end.incomplete()).isTrue();
        assertThat(device.seen()).hasSize(3);
    }

    @Test
    void next_failsOnTheSamePageAgainAndStaysWhereItIs() {
        device.thenJson(page("MORE", row(1), row(2)))
                .thenJson(page("MORE", row(1), row(2)))
                .thenJson(page("OK", row(3)));
        EventPages pages = client.access().events(ALL);
        pages.next();
        assertThatThrownBy(pages::next)
                .isInstanceOf(IsapiException.UnexpectedResponse.class)
                .hasMessageContaining("position 2");
        EventPage after = pages.next();
        assertThat(after.position()).isEqualTo(2);
        assertThat(after.records()).extracting(EventRecord::serialNo).containsExactly(3L);
    }

    @Test
    void next_keepsAMalformedRowWithItsBytesAndTheRestOfThePage() {
        String bad = "{\"major\":5,\"minor\":oops}";
        device.thenJson(page("OK", row(1), bad, "7", row(2)));
        EventPage page = client.access().events(ALL).next();
        assertThat(page.records()).extracting(EventRecord::serialNo).containsExactly(1L, 2L);
        assertThat(page.unreadable()).extracting(one -> one.raw().text()).containsExactly(bad, "7");
        assertThat(page.rows()).isEqualTo(4);
    }

    @Test
    void next_keepsMalformedUtf8AndExactBytes() {
        byte[] name = {'"', 'J', (byte) 0xD0, '"'};
        byte[] before = "{\"AcsEvent\":{\"InfoList\":[{\t\"name\":\t".getBytes(StandardCharsets.UTF_8);
        byte[] after = ",\"serialNo\":9 }],\"responseStatusStrg\":\"OK\"}}".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[before.length + name.length + after.length];
        System.arraycopy(before, 0, body, 0, before.length);
        System.arraycopy(name, 0, body, before.length, name.length);
        System.arraycopy(after, 0, body, before.length + name.length, after.length);
        device.then(new Reply(200, body, List.of()));
        EventRecord record = client.access().events(ALL).next().records().get(0);
        assertThat(record.name()).isEqualTo("J\uFFFD");
        assertThat(record.raw().isUtf8()).isFalse();
        assertThat(record.raw().size()).isEqualTo("{\t\"name\":\t\"J?\",\"serialNo\":9 }".length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<!DOCTYPE html><html><body>login</body></html>",
                "{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[{\"major\":5",
                "{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[]}",
                "{\"other\":1}",
                "{\"AcsEvent\":7}",
                "hello"
            })
    void next_reportsWhatIsNoPageWithItsBytes(String body) {
        device.thenJson(body);
        assertThatThrownBy(() -> client.access().events(ALL).next())
                .isInstanceOfSatisfying(
                        IsapiException.UnexpectedResponse.class,
                        e -> assertThat(e.body().text()).isEqualTo(body));
    }

    @Test
    void next_asksForTenWhereMoreIsRefusedAndRemembersIt() {
        String refusal = "{\"statusCode\":6,\"statusString\":\"Invalid Content\",\"subStatusCode\":\"badParameters\","
                + "\"errorCode\":1610612737,\"errorMsg\":\"maxResults\"}";
        device.then(Reply.of(400, refusal)).thenJson(page("MORE", row(1))).thenJson(page("OK", row(2)));
        client.access().events(ALL).forEachRemaining(page -> {});
        client.access().events(ALL).next();
        assertThat(device.seen())
                .extracting(seen -> seen.body().replaceAll(".*\"maxResults\":(\\d+).*", "$1"))
                .containsExactly("30", "10", "10", "10");
    }

    @Test
    void next_noticesARefusalInsideHttp200() {
        device.thenJson("{\"statusCode\":4,\"statusString\":\"Invalid Operation\",\"subStatusCode\":\"notSupport\"}");
        assertThatThrownBy(() -> client.access().events(ALL).next()).isInstanceOf(IsapiException.Unsupported.class);
    }

    @Test
    void edgeRereads_dropTheRepeatedRow() {
        device.thenJson(page("MORE", row(1), row(2)))
                .thenJson(page("MORE", row(2), row(3)))
                .thenJson(page("NO MATCH", row(3)));
        EventPages pages = client.access()
                .events(EventQuery.builder().pageSize(2).edgeRereads(true).build());
        pages.next();
        EventPage second = pages.next();
        EventPage third = pages.next();
        assertThat(second.records()).extracting(EventRecord::serialNo).containsExactly(3L);
        assertThat(second.position()).isEqualTo(2);
        assertThat(third.rows()).isZero();
        assertThat(List.of(second.shifted(), third.shifted())).containsOnly(false);
        assertThat(device.seen())
                .extracting(seen -> seen.body().replaceAll(".*Position\":(\\d+).*", "$1"))
                .containsExactly("0", "1", "2");
    }

    @Test
    void edgeRereads_noticeThatTheRingMoved() {
        device.thenJson(page("MORE", row(1), row(2))).thenJson(page("MORE", row(3), row(4)));
        EventPages pages =
                client.access().events(EventQuery.builder().edgeRereads(true).build());
        pages.next();
        EventPage moved = pages.next();
        assertThat(moved.shifted()).isTrue();
        assertThat(moved.last()).isTrue();
        assertThat(moved.rows()).isEqualTo(2);
        assertThat(pages.hasNext()).isFalse();
    }

    @Test
    void edgeRereads_makeProgressWithPagesOfOne() {
        device.thenJson(page("MORE", row(1))).thenJson(page("OK", row(1), row(2)));
        EventPages pages = client.access()
                .events(EventQuery.builder().pageSize(1).edgeRereads(true).build());
        pages.next();
        assertThat(pages.next().records()).extracting(EventRecord::serialNo).containsExactly(2L);
        assertThat(device.seen().get(1).body()).contains("\"maxResults\":2");
    }

    @Test
    void next_restsBetweenPages() {
        device.thenJson(page("MORE", row(1))).thenJson(page("OK", row(2)));
        try (IsapiClient resting =
                client.newBuilder().pagePause(Duration.ofMillis(300)).build()) {
            EventPages pages = resting.access().events(ALL);
            pages.next();
            long first = System.nanoTime();
            pages.next();
            long second = System.nanoTime();
            assertThat(second - first).isGreaterThanOrEqualTo(300_000_000);
        }
    }

    @Test
    void record_keepsTextThatNumbersWouldSpoil() {
        device.thenJson(page(
                "OK",
                "{\"major\":5,\"minor\":75,\"time\":\"2026-09-01 17:27:53.25\",\"employeeNoString\":\"00000001\","
                        + "\"cardNo\":18446744073709551895,\"serialNo\":\"12\",\"doorNo\":1,\"mask\":\"no\","
                        + "\"FaceRect\":{\"x\":0.140}}",
                "{\"employeeNo\":77,\"cardNo\":\"\",\"time\":\"yesterday\"}",
                "{\"employeeNo\":0,\"employeeNoString\":\"\"}"));
        List<EventRecord> records = client.access().events(ALL).next().records();
        EventRecord first = records.get(0);
        assertThat(first.employeeNo()).isEqualTo("00000001");
        assertThat(first.cardNo()).isEqualTo("18446744073709551895");
        assertThat(first.serialNo()).isEqualTo(12);
        assertThat(first.wallClock()).isEqualTo(LocalDateTime.parse("2026-09-01T17:27:53.25"));
        assertThat(first.offset()).isNull();
        assertThat(first.otherFields()).containsEntry("mask", "\"no\"").containsEntry("FaceRect", "{\"x\":0.140}");
        assertThat(records.get(1).employeeNo()).isEqualTo("77");
        assertThat(records.get(1).cardNo()).isNull();
        assertThat(records.get(1).wallClock()).isNull();
        assertThat(records.get(1).timeText()).isEqualTo("yesterday");
        assertThat(records.get(2).employeeNo()).isNull();
    }

    @Test
    void countEvents_asksWithItsOwnRootAndReadsTheTotal() {
        device.thenJson("{\"AcsEventTotalNum\":{\"totalNum\":68}}");
        OffsetDateTime start = OffsetDateTime.of(2026, 7, 1, 0, 0, 0, 0, ZoneOffset.ofHours(3));
        assertThat(client.access()
                        .countEvents(EventQuery.builder()
                                .between(start, start.plusDays(1))
                                .build()))
                .isEqualTo(68);
        assertThat(device.seen().get(0).body()).startsWith("{\"AcsEventTotalNumCond\":{\"major\":0,\"minor\":0,");
    }

    @Test
    void countEvents_isUnsupportedWhereTheDeviceCannot() {
        device.then(Reply.of(404, "{\"statusCode\":4,\"statusString\":\"x\",\"subStatusCode\":\"notSupport\"}"));
        assertThatThrownBy(() -> client.access().countEvents(ALL)).isInstanceOf(IsapiException.Unsupported.class);
    }

    @Test
    void eventCapabilities_readsOptionsInEveryShape() {
        device.thenJson("{\"AcsEvent\":{\"AcsEventCond\":{\"maxResults\":{\"@min\":1,\"@max\":30},"
                        + "\"searchResultPosition\":{\"@max\":150000},\"major\":{\"@opt\":\"0,1,2,3,5\"},"
                        + "\"beginSerialNo\":{},\"endSerialNo\":{}}}}")
                .thenJson("{\"AcsEventCond\":{\"major\":{\"@opt\":[\"0\",5]}}}");
        EventCapabilities full = client.access().eventCapabilities();
        assertThat(full.maxResults()).isEqualTo(30);
        assertThat(full.maxSearchPosition()).isEqualTo(150_000);
        assertThat(full.majors()).containsExactly(0, 1, 2, 3, 5);
        assertThat(full.serialFilter()).isTrue();
        EventCapabilities bare = client.access().eventCapabilities();
        assertThat(bare.majors()).containsExactly(0, 5);
        assertThat(bare.serialFilter()).isFalse();
    }

    private static String row(int serial) {
        return "{\"major\":5,\"minor\":38,\"time\":\"2026-07-01T08:00:00+03:00\",\"serialNo\":" + serial + "}";
    }

    private static String page(String word, String... rows) {
        return "{\"AcsEvent\":{\"searchID\":\"x\",\"responseStatusStrg\":\"" + word + "\",\"InfoList\":["
                + String.join(",", rows) + "],\"totalMatches\":3}}";
    }
}
