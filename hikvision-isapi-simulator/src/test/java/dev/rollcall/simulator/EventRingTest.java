package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-01T12:00:00+05:30");

    @Test
    void append_overwritesTheOldestWhenFull() {
        EventRing ring = new EventRing(3);
        for (int serial = 1; serial <= 8; serial++) {
            ring.append(event(serial, 0));
            assertThat(serials(ring.inOrder()))
                    .isEqualTo(java.util.stream.LongStream.rangeClosed(Math.max(1, serial - 2), serial)
                            .boxed()
                            .toList());
        }
        assertThat(ring.firstFrom(0)).isEqualTo(5);
        assertThat(ring.at(5).serialNo()).isEqualTo(6);
        assertThat(ring.at(7).serialNo()).isEqualTo(8);
    }

    @Test
    void clear_keepsPositionsGrowing() {
        EventRing ring = new EventRing(3);
        for (int serial = 1; serial <= 4; serial++) {
            ring.append(event(serial, 0));
        }
        ring.clear();
        assertThat(ring.inOrder()).isEmpty();
        assertThat(ring.firstFrom(0)).isEqualTo(4).isEqualTo(ring.end());
        ring.append(event(1, 0));
        assertThat(ring.at(4).serialNo()).isEqualTo(1);
        ring.append(event(2, 0));
        ring.append(event(3, 0));
        ring.append(event(4, 0));
        assertThat(serials(ring.inOrder())).containsExactly(2L, 3L, 4L);
    }

    @Test
    void inTimeOrder_sortsByTimeAndKeepsTheLogOrderOfEqualTimes() {
        EventRing ring = new EventRing(10);
        ring.append(event(1, 60));
        ring.append(event(2, 0));
        ring.append(event(3, 60));
        assertThat(serials(ring.inTimeOrder())).containsExactly(2L, 1L, 3L);
        ring.append(event(4, -5));
        assertThat(serials(ring.inTimeOrder())).containsExactly(4L, 2L, 1L, 3L);
    }

    @Test
    void capacity_mustBePositive() {
        assertThatThrownBy(() -> new EventRing(0)).hasMessageContaining("capacity of at least 1, got 0");
    }

    private static SimulatedEvent event(long serial, int seconds) {
        return SimulatedEvent.of(5, 75).withSerialNo(serial).withTime(NOON.plusSeconds(seconds));
    }

    private static List<Long> serials(List<SimulatedEvent> events) {
        return events.stream().map(SimulatedEvent::serialNo).toList();
    }
}
