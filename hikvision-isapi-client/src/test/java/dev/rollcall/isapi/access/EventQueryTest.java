package dev.rollcall.isapi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class EventQueryTest {

    private static final OffsetDateTime TEN = OffsetDateTime.parse("2026-07-01T10:00:00+03:00");

    @Test
    void build_asksForEverythingByDefault() {
        EventQuery query = EventQuery.builder().build();
        assertThat(query)
                .isEqualTo(
                        new EventQuery(null, null, null, null, 0, 0, EventFilter.NONE, 30, false, true, false, false));
    }

    @Test
    void build_namesWhatIsOutOfBounds() {
        refuses("endInclusive", b -> b.between(TEN, TEN.minusSeconds(1)));
        refuses("serials", b -> b.serials(0, 5));
        refuses("serials", b -> b.serials(6, 5));
        refuses("serials", b -> b.serials(1, 4_294_967_295L));
        refuses("major", b -> b.major(-1));
        refuses("minor", b -> b.minor(-1));
        refuses("pageSize", b -> b.pageSize(0));
        refuses("pageSize", b -> b.pageSize(31));
    }

    @Test
    void construct_wantsBothEnds() {
        assertThatThrownBy(() ->
                        new EventQuery(TEN, null, null, null, 0, 0, EventFilter.NONE, 30, false, true, false, false))
                .hasMessageContaining("between");
        assertThatThrownBy(() ->
                        new EventQuery(null, null, 1L, null, 0, 0, EventFilter.NONE, 30, false, true, false, false))
                .hasMessageContaining("serials");
    }

    private static void refuses(String name, UnaryOperator<EventQuery.Builder> change) {
        assertThatThrownBy(() -> change.apply(EventQuery.builder()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
