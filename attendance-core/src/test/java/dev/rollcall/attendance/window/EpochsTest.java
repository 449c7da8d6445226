package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EpochsTest {

    private final List<Anchor> events = new ArrayList<>();
    private LocalDateTime clock = LocalDateTime.parse("2026-11-23T09:00:00");

    @Test
    void oneLog_isOneEpoch() {
        log(30_001, 30_100);

        assertThat(serials()).containsExactly(range(30_001, 30_100));
    }

    @Test
    void noEvents_haveNoEpoch() {
        assertThat(Epochs.of(List.of())).isEmpty();
    }

    @Test
    void clearedLog_beginsAnother_alsoWithoutARepeatedSerial() {
        log(50, 100);
        log(1, 5);

        assertThat(serials()).containsExactly(range(50, 100), range(1, 5));
    }

    @Test
    void everyReset_isAnEpoch_whateverTheOrderOfReading() {
        log(1, 100);
        log(1, 40);
        log(1, 170);
        Collections.shuffle(events, new Random(7));

        assertThat(serials()).containsExactly(range(1, 100), range(1, 40), range(1, 170));
    }

    @Test
    void restoredBackup_thatRepeatsSerialsWithOtherContent_beginsAnother() {
        log(1, 500);
        log(301, 420);

        assertThat(serials()).containsExactly(range(1, 500), range(301, 420));
    }

    @Test
    void clockSetBack_isNoReset() {
        log(1, 20);
        clock = clock.minusMinutes(12);
        log(21, 60);

        assertThat(serials()).containsExactly(range(1, 60));
    }

    @Test
    void reprintUnderAnotherOffset_isNoReset() {
        log(1, 20);
        log(events.get(10).serialNo(), events.get(10).wallClock().plusHours(1));
        log(21, 30);

        assertThat(serials()).containsExactly(range(1, 30));
    }

    @Test
    void serialsOutOfRange_areLeftOut() {
        log(1, 20);
        log(0, clock);
        log(SerialRange.HIGHEST + 7, clock);

        assertThat(serials()).containsExactly(range(1, 20));
    }

    @Test
    void lowestAndHighestSerials_belongToTheirLog() {
        log(1, clock);
        log(SerialRange.HIGHEST, clock.plusSeconds(61));

        assertThat(serials()).containsExactly(range(1, SerialRange.HIGHEST));
    }

    @Test
    void epoch_namesItsFirstAndLastEvent() {
        log(50, 100);
        log(1, 5);

        assertThat(Epochs.of(events))
                .containsExactly(
                        new Epochs.Epoch(events.get(0), events.get(50), range(50, 100)),
                        new Epochs.Epoch(events.get(51), events.get(55), range(1, 5)));
    }

    @Test
    void clearedLog_thatCountsUpToSerialsOfTheOneBefore_beganWhereTheyFell() {
        log(50, 100);
        log(1, 60);

        assertThat(serials()).containsExactly(range(50, 100), range(1, 60));
    }

    @Test
    void logsClearedOneAfterTheOther_areAnEpochEach() {
        log(50, 100);
        log(20, 25);
        log(1, 3);

        assertThat(serials()).containsExactly(range(50, 100), range(20, 25), range(1, 3));
    }

    @Test
    void reprintOfTheLowest_isNoReset() {
        log(1, 20);
        log(1, events.get(0).wallClock().plusHours(1));

        assertThat(serials()).containsExactly(range(1, 20));
    }

    @Test
    void reprintOfTheHighest_doesNotHideAReset() {
        log(50, 100);
        log(1, 5);
        log(100, events.get(50).wallClock().plusHours(1));

        assertThat(serials()).startsWith(range(50, 100)).hasSize(2);
    }

    @Test
    void eventReadTwice_isNoReset() {
        log(1, 20);
        events.addAll(List.copyOf(events));

        assertThat(serials()).containsExactly(range(1, 20));
    }

    @Test
    void clearedLog_beganWhereSerialsFell_alsoAfterAClockSetBack() {
        for (long serial : new long[] {10, 11, 20, 12, 13}) {
            log(serial, serial);
        }
        log(1, 10);

        assertThat(serials()).containsExactly(range(10, 20), range(1, 10));
    }

    private List<SerialRange> serials() {
        return Epochs.of(events).stream().map(Epochs.Epoch::serials).toList();
    }

    private void log(long first, long last) {
        for (long serial = first; serial <= last; serial++) {
            clock = clock.plusSeconds(61);
            log(serial, clock);
        }
    }

    private void log(long serial, LocalDateTime at) {
        events.add(new Anchor(serial, at));
    }

    private static SerialRange range(long first, long last) {
        return new SerialRange(first, last);
    }
}
