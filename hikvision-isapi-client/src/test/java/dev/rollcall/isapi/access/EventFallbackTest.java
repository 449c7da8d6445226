package dev.rollcall.isapi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters that firmware ignores or refuses, and limits of its search. */
final class EventFallbackTest {

    private static final OffsetDateTime EIGHT = OffsetDateTime.parse("2026-07-01T08:00:00+03:00");

    private final StubDevice device;
    private final IsapiClient client;

    EventFallbackTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"startTime", "endTime"})
    void timeRangeRefused_isSearchedWithoutItAndChosenHere(String field) {
        device.then(refusal("badJsonContent", field))
                .thenJson(page("MORE", row(1, "2026-07-01T07:59:59+03:00"), row(2, "2026-07-01T08:00:00+03:00")))
                .thenJson(page("OK", row(3, "2026-07-01T09:00:00+03:00"), row(4, "2026-07-01T09:00:01+03:00")));
        List<EventPage> pages = new ArrayList<>();
        client.access().events(window(true)).forEachRemaining(pages::add);
        assertThat(pages)
                .flatExtracting(EventPage::records)
                .extracting(EventRecord::serialNo)
                .containsExactly(2L, 3L);
        assertThat(pages).extracting(EventPage::leftOut).containsExactly(1, 1);
        assertThat(pages).extracting(EventPage::rows).containsExactly(2, 2);
        assertThat(device.seen().get(0).body()).contains("startTime");
        assertThat(device.seen().get(1).body()).doesNotContain("startTime", "endTime");
        assertThat(device.seen().get(2).body())
                .contains("\"searchResultPosition\":2")
                .doesNotContain("startTime");
    }

    @Test
    void noMatchInTheTimeRange_isSearchedWithoutIt() {
        device.thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"NO MATCH\",\"totalMatches\":0}}")
                .thenJson(page("OK", row(1, "2026-07-01T08:30:00+03:00")));
        assertThat(client.access().events(window(true)).records())
                .extracting(EventRecord::serialNo)
                .containsExactly(1L);
        assertThat(device.seen().get(1).body()).doesNotContain("startTime");
    }

    @Test
    void fallback_keepsRowsWhoseTimeCannotBeReadAndRowsInTimeByEitherClock() {
        device.thenJson(page("NO MATCH"))
                .thenJson(page(
                        "OK",
                        row(1, "yesterday"),
                        row(2, "2026-07-01T08:30:00+00:00"),
                        row(3, "2026-07-01T05:30:00+00:00"),
                        row(4, "2026-07-01T08:30:00"),
                        row(5, "2026-07-02T08:30:00"),
                        "{\"serialNo\":oops}"));
        EventPage page = client.access().events(window(true)).next();
        assertThat(page.records()).extracting(EventRecord::serialNo).containsExactly(1L, 2L, 3L, 4L);
        assertThat(page.unreadable()).hasSize(1);
        assertThat(page.leftOut()).isEqualTo(1);
    }

    @Test
    void withoutFallback_aRefusedTimeRangeIsToldAndAnEmptyOneIsEmpty() {
        device.then(refusal("badJsonContent", "startTime")).thenJson(page("NO MATCH"));
        assertThatThrownBy(() -> client.access().events(window(false)).next())
                .isInstanceOfSatisfying(
                        IsapiException.InvalidRequest.class,
                        e -> assertThat(e.field()).isEqualTo("startTime"));
        assertThat(client.access().events(window(false)).next().last()).isTrue();
        assertThat(device.seen()).hasSize(2);
    }

    @Test
    void fallback_isForRefusedTimesOnly() {
        device.then(refusal("badJsonContent", "endSerialNo"));
        assertThatThrownBy(() -> client.access().events(window(true)).next())
                .isInstanceOf(IsapiException.InvalidRequest.class);
        assertThat(device.seen()).hasSize(1);
    }

    @Test
    void filters_areSentAndAppliedOnceMoreAsOldFirmwareIgnoresThem() {
        device.thenJson(page(
                "OK",
                "{\"serialNo\":1,\"employeeNoString\":\"007\",\"cardNo\":\"Ab-1\",\"name\":\"Ann\"}",
                "{\"serialNo\":2,\"employeeNoString\":\"7\",\"cardNo\":\"Ab-1\",\"name\":\"Ann\"}",
                "{\"serialNo\":3,\"employeeNoString\":\"007\",\"cardNo\":\"ab-1\",\"name\":\"Ann\"}",
                "{\"serialNo\":4,\"employeeNoString\":\"007\",\"cardNo\":\"Ab-1\",\"name\":\"Anna\"}",
                "{\"serialNo\":5}"));
        EventQuery query = EventQuery.builder()
                .employeeNo("007")
                .cardNo("Ab-1")
                .name("Ann")
                .build();
        EventPage page = client.access().events(query).next();
        assertThat(page.records()).extracting(EventRecord::serialNo).containsExactly(1L);
        assertThat(page.leftOut()).isEqualTo(4);
        assertThat(device.seen().get(0).body())
                .contains("\"employeeNoString\":\"007\"", "\"cardNo\":\"Ab-1\"", "\"name\":\"Ann\"");
    }

    @Test
    void filters_refuseEmptyText() {
        assertThatThrownBy(() -> EventQuery.builder().cardNo("").build()).hasMessageContaining("cardNo");
    }

    @Test
    void condition_alwaysNamesGroupAndKind() {
        device.thenJson(page("OK"));
        client.access().events(EventQuery.builder().build()).next();
        assertThat(device.seen().get(0).body()).contains("\"major\":0", "\"minor\":0");
    }

    @Test
    void pictures_areNeverAskedFor() {
        device.thenJson(page("OK"));
        client.access().events(EventQuery.builder().build()).next();
        assertThat(device.seen().get(0).body()).doesNotContain("picEnable");
    }

    @Test
    void serialsFrom_sendsBothEnds() {
        device.thenJson(page("OK"));
        client.access().events(EventQuery.builder().serialsFrom(71).build()).next();
        assertThat(device.seen().get(0).body()).contains("\"beginSerialNo\":71", "\"endSerialNo\":3000000000");
    }

    @Test
    void maxResultsOverTheClaim_isCutSilentlyAndLosesNothing() {
        device.thenJson(page("MORE", row(1, "x"), row(2, "x"))).thenJson(page("OK", row(3, "x")));
        assertThat(client.access().events(EventQuery.builder().build()).records())
                .extracting(EventRecord::serialNo)
                .containsExactly(1L, 2L, 3L);
        assertThat(device.seen().get(1).body()).contains("\"searchResultPosition\":2");
    }

    @Test
    void pageSize_isLearntFromCapabilities() {
        device.thenJson("{\"AcsEvent\":{\"AcsEventCond\":{\"maxResults\":{\"@min\":1,\"@max\":10}}}}")
                .thenJson(page("OK"));
        client.access().eventCapabilities();
        client.access().events(EventQuery.builder().build()).next();
        assertThat(device.seen().get(1).body()).contains("\"maxResults\":10");
    }

    @Test
    void positionBeyondTheClaim_endsTheSearchIncompleteWithoutAsking() {
        device.thenJson("{\"AcsEvent\":{\"AcsEventCond\":{\"searchResultPosition\":{\"@max\":1}}}}")
                .thenJson(page("MORE", row(1, "x"), row(2, "x")));
        client.access().eventCapabilities();
        EventPages pages = client.access().events(EventQuery.builder().build());
        pages.next();
        EventPage end = pages.next();
        assertThat(List.of(end.last(), end.incomplete())).containsOnly(true);
        assertThat(pages.hasNext()).isFalse();
        assertThat(device.seen()).hasSize(2);
    }

    @Test
    void positionRefused_endsTheSearchIncomplete() {
        device.thenJson(page("MORE", row(1, "x"))).then(refusal("badParameters", "searchResultPosition"));
        EventPages pages = client.access().events(EventQuery.builder().build());
        pages.next();
        assertThat(pages.next().incomplete()).isTrue();
    }

    @Test
    void totalsThatChangeOrLack_areOnlyHints() {
        device.thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"MORE\",\"totalMatches\":0,\"InfoList\":[" + row(1, "x")
                        + "]}}")
                .thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"MORE\",\"totalMatches\":99,\"InfoList\":["
                        + row(2, "x") + "]}}")
                .thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[" + row(3, "x") + "]}}");
        List<EventPage> pages = new ArrayList<>();
        client.access().events(EventQuery.builder().build()).forEachRemaining(pages::add);
        assertThat(pages).extracting(EventPage::totalMatches).containsExactly(0, 99, null);
        assertThat(pages).flatExtracting(EventPage::records).hasSize(3);
    }

    @Test
    void searchForgottenBetweenPages_isIncomplete() {
        device.thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"MORE\",\"totalMatches\":99,\"InfoList\":["
                        + row(1, "x") + "]}}")
                .thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"NO MATCH\",\"totalMatches\":0}}");
        EventPages pages = client.access().events(EventQuery.builder().build());
        assertThat(pages.next().incomplete()).isFalse();
        assertThat(pages.next().incomplete()).isTrue();
    }

    @Test
    void emptyLastPageAfterTheCountedRows_isComplete() {
        device.thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"MORE\",\"totalMatches\":1,\"InfoList\":[" + row(1, "x")
                        + "]}}")
                .thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"NO MATCH\",\"totalMatches\":0}}");
        EventPages pages = client.access().events(EventQuery.builder().build());
        pages.next();
        assertThat(pages.next().incomplete()).isFalse();
    }

    @Test
    void rowsOutOfOrder_comeAsTheyAre() {
        device.thenJson(page("OK", row(16, "2026-07-01T08:00:00+03:00"), row(15, "2026-07-01T08:00:05+03:00")));
        assertThat(client.access().events(EventQuery.builder().build()).records())
                .extracting(EventRecord::serialNo)
                .containsExactly(16L, 15L);
    }

    private static EventQuery window(boolean fallback) {
        return EventQuery.builder()
                .between(EIGHT, EIGHT.plusHours(1))
                .unboundedFallback(fallback)
                .build();
    }

    private static Reply refusal(String name, String field) {
        return Reply.of(
                400,
                "{\"statusCode\":6,\"statusString\":\"Invalid Content\",\"subStatusCode\":\"" + name
                        + "\",\"errorMsg\":\"" + field + "\"}");
    }

    private static String row(int serial, String time) {
        return "{\"major\":5,\"minor\":38,\"time\":\"" + time + "\",\"serialNo\":" + serial + "}";
    }

    private static String page(String word, String... rows) {
        return "{\"AcsEvent\":{\"responseStatusStrg\":\"" + word + "\",\"InfoList\":[" + String.join(",", rows) + "]}}";
    }
}
