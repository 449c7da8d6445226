package dev.rollcall.isapi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events as a flat sequence. */
final class EventStreamTest {

    private static final EventQuery ALL = EventQuery.builder().build();

    private final StubDevice device;
    private final IsapiClient client;

    EventStreamTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @Test
    void records_sendNothingBeforeTheyAreAskedFor() {
        device.thenJson(page("OK", 1));
        Stream<EventRecord> records = client.access().events(ALL).records();
        assertThat(device.seen()).isEmpty();
        assertThat(records.count()).isEqualTo(1);
    }

    @Test
    void records_stopAskingWhenTheReaderStops() {
        device.thenJson(page("MORE", 1, 2)).thenJson(page("MORE", 3, 4)).thenJson(page("OK", 5));
        assertThat(client.access().events(ALL).records().limit(3).map(EventRecord::serialNo))
                .containsExactly(1L, 2L, 3L);
        assertThat(device.seen()).hasSize(2);
    }

    @Test
    void records_leaveOutWhatCannotBeRead() {
        device.thenJson(
                "{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[{\"serialNo\":1},7,{\"serialNo\":2}]}}");
        assertThat(client.access().events(ALL).records().map(EventRecord::serialNo))
                .containsExactly(1L, 2L);
    }

    @Test
    void records_failAtTheEndOfASearchThatIsIncomplete() {
        device.thenJson(page("MORE", 1)).thenJson(page("MORE"));
        List<Long> read = new ArrayList<>();
        assertThatThrownBy(() -> client.access().events(ALL).records().forEach(one -> read.add(one.serialNo())))
                .isInstanceOf(IsapiException.Unavailable.class)
                .hasMessageContaining("search again");
        assertThat(read).containsExactly(1L);
    }

    @Test
    void records_failWhereTheLogMoved() {
        device.thenJson(page("MORE", 1, 2)).thenJson(page("MORE", 3, 4));
        EventQuery query = EventQuery.builder().edgeRereads(true).build();
        Stream<EventRecord> records = client.access().events(query).records();
        assertThatThrownBy(records::toList)
                .isInstanceOf(IsapiException.Unavailable.class)
                .hasMessageContaining("the log moved");
    }

    @Test
    void records_endWithUnavailableWhenInterrupted() {
        device.thenJson(page("MORE", 1)).thenJson(page("OK", 2));
        Iterator<EventRecord> records = client.access().events(ALL).records().iterator();
        records.next();
        Thread.currentThread().interrupt();
        assertThatThrownBy(records::next).isInstanceOf(IsapiException.Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String page(String word, int... serials) {
        List<String> rows = new ArrayList<>();
        for (int serial : serials) {
            rows.add("{\"major\":5,\"minor\":38,\"serialNo\":" + serial + "}");
        }
        return "{\"AcsEvent\":{\"responseStatusStrg\":\"" + word + "\",\"InfoList\":[" + String.join(",", rows) + "]}}";
    }
}
