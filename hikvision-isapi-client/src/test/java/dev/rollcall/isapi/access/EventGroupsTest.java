package dev.rollcall.isapi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Firmware that does not search all event groups at once. */
final class EventGroupsTest {

    private static final EventQuery ALL = EventQuery.builder().build();
    private static final Reply REFUSED = Reply.of(
            400,
            "{\"statusCode\":6,\"statusString\":\"Invalid Content\",\"subStatusCode\":\"badJsonContent\","
                    + "\"errorCode\":1610612737,\"errorMsg\":\"major\"}");

    private final StubDevice device;
    private final IsapiClient client;

    EventGroupsTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @Test
    void groupZeroRefused_isSearchedGroupByGroupAsOneSearch() {
        device.then(REFUSED)
                .thenJson(page("NO MATCH"))
                .thenJson(page("OK", row(2, 7)))
                .thenJson(page("OK", row(3, 8)))
                .thenJson(page("MORE", row(5, 5)))
                .thenJson(page("OK", row(5, 6)));
        List<EventPage> pages = new ArrayList<>();
        client.access().events(ALL).forEachRemaining(pages::add);
        assertThat(pages).extracting(EventPage::major).containsExactly(1, 2, 3, 5, 5);
        assertThat(pages).extracting(EventPage::position).containsExactly(0, 0, 0, 0, 1);
        assertThat(pages).extracting(EventPage::last).containsExactly(false, false, false, false, true);
        assertThat(sent("major")).containsExactly("0", "1", "2", "3", "5", "5");
        List<String> ids = sentIds();
        assertThat(ids.subList(0, 5)).doesNotHaveDuplicates();
        assertThat(ids.get(5)).isEqualTo(ids.get(4));
    }

    @Test
    void groupZeroRefused_isRememberedForTheNextSearchAndForCounts() {
        device.then(REFUSED).thenJson(page("NO MATCH"));
        client.access().events(ALL).forEachRemaining(page -> {});
        int before = device.seen().size();
        client.access().events(ALL).next();
        assertThat(sent("major").get(before)).isEqualTo("1");
    }

    @Test
    void countOfGroupZeroRefused_isTheSumOfTheGroups() {
        device.then(REFUSED).thenJson("{\"AcsEventTotalNum\":{\"totalNum\":10}}");
        assertThat(client.access().countEvents(ALL)).isEqualTo(40);
        assertThat(sent("major")).containsExactly("0", "1", "2", "3", "5");
    }

    @Test
    void countOfAGroupThatTheFirmwareDoesNotKnow_isNought() {
        device.then(REFUSED).then(REFUSED).thenJson("{\"AcsEventTotalNum\":{\"totalNum\":10}}");
        assertThat(client.access().countEvents(ALL)).isEqualTo(30);
    }

    @Test
    void groupZeroRefused_isToldToACallerWhoSplitsByItself() {
        device.then(REFUSED);
        EventPages pages = client.access()
                .events(EventQuery.builder().splitRefusedGroups(false).build());
        assertThatThrownBy(pages::next)
                .isInstanceOfSatisfying(
                        IsapiException.InvalidRequest.class,
                        e -> assertThat(e.field()).isEqualTo("major"));
        assertThat(device.seen()).hasSize(1);
    }

    @Test
    void groupThatTheFirmwareDoesNotKnow_isLeftOut() {
        device.then(REFUSED).then(REFUSED).thenJson(page("OK", row(2, 1))).thenJson(page("NO MATCH"));
        List<EventPage> pages = new ArrayList<>();
        client.access().events(ALL).forEachRemaining(pages::add);
        assertThat(pages).extracting(EventPage::major).containsExactly(2, 3, 5);
    }

    @Test
    void allGroupsRefused_isARefusal() {
        device.then(REFUSED);
        assertThatThrownBy(() -> client.access().events(ALL).next()).isInstanceOf(IsapiException.InvalidRequest.class);
        assertThat(sent("major")).containsExactly("0", "1", "2", "3", "5");
    }

    @Test
    void oneGroupAskedFor_isNeverReplacedByOthers() {
        device.then(REFUSED);
        EventPages pages = client.access().events(EventQuery.builder().major(3).build());
        assertThatThrownBy(pages::next).isInstanceOf(IsapiException.InvalidRequest.class);
        assertThat(sent("major")).containsExactly("3");
    }

    @Test
    void groupWithAnIncompleteEnd_endsTheWholeSearch() {
        device.then(REFUSED).thenJson(page("MORE"));
        EventPages pages = client.access().events(ALL);
        EventPage page = pages.next();
        assertThat(page.incomplete()).isTrue();
        assertThat(page.last()).isTrue();
        assertThat(pages.hasNext()).isFalse();
    }

    private List<String> sent(String field) {
        return device.seen().stream()
                .map(seen -> seen.body().replaceAll(".*\"" + field + "\":(\\d+).*", "$1"))
                .toList();
    }

    private List<String> sentIds() {
        return device.seen().stream()
                .map(seen -> seen.body().replaceAll(".*\"searchID\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    private static String row(int major, int serial) {
        return "{\"major\":" + major + ",\"minor\":1,\"time\":\"2026-07-01T08:00:00+03:00\",\"serialNo\":" + serial
                + "}";
    }

    private static String page(String word, String... rows) {
        return "{\"AcsEvent\":{\"responseStatusStrg\":\"" + word + "\",\"InfoList\":[" + String.join(",", rows) + "]}}";
    }
}
