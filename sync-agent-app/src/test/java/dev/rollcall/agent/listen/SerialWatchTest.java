package dev.rollcall.agent.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.listen.PushReader.SerialLink;
import dev.rollcall.attendance.window.SerialRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialWatchTest {
    private final SerialWatch watch = new SerialWatch();

    @Test
    void first_saysNothing_whereNothingIsKnown() {
        assertThat(pushed(new SerialLink(40, 30L))).isFalse();
    }

    @Test
    void next_isNotMissing() {
        assertThat(knowing(9, new SerialLink(10, null))).isFalse();
        assertThat(pushed(new SerialLink(11, null), new SerialLink(12, 11L))).isFalse();
    }

    @Test
    void leftOutSerial_isMissing_unlessTheTerminalSaysThatThereIsNone() {
        assertThat(knowing(9, new SerialLink(12, null))).isTrue();
        assertThat(pushed(new SerialLink(15, 12L)))
                .as("15 follows 12, as the terminal says")
                .isFalse();
        assertThat(pushed(new SerialLink(19, 18L))).isTrue();
    }

    @Test
    void olderThanKnown_saysNothing() {
        assertThat(knowing(100, new SerialLink(3, null), new SerialLink(50, 49L)))
                .isFalse();
        assertThat(pushed(new SerialLink(101, 100L))).isFalse();
    }

    @Test
    void whatPassesRead_isKnown() {
        knowing(9, new SerialLink(10, null));

        assertThat(knowing(20, new SerialLink(21, null))).isFalse();
    }

    private boolean pushed(SerialLink... links) {
        return watch.missing(List.of(links), List.of());
    }

    private boolean knowing(long newest, SerialLink... links) {
        return watch.missing(List.of(links), List.of(new SerialRange(1, newest)));
    }
}
