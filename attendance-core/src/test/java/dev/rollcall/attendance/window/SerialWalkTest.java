package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.window.SerialWalk.Verdict;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialWalkTest {

    private static final LocalDateTime START = LocalDateTime.parse("2026-11-23T09:00:00");
    private static final int REREAD = 10;
    private static final int CHUNK = 100;

    private final TreeMap<Long, Anchor> log = new TreeMap<>();
    private final List<SerialRange> asked = new ArrayList<>();

    @Test
    void nothingNew_costsOneQuestion() {
        log(1, 173);

        SerialWalk walk = walkFrom(173);

        assertThat(walk.verdict()).isEqualTo(Verdict.CAUGHT_UP);
        assertThat(asked).containsExactly(new SerialRange(164, SerialRange.HIGHEST));
        assertThat(walk.newest()).isEqualTo(row(173));
    }

    @Test
    void fewNewEvents_costOneQuestion() {
        log(1, 180);

        SerialWalk walk = walkFrom(173);

        assertThat(walk.verdict()).isEqualTo(Verdict.CAUGHT_UP);
        assertThat(walk.newest()).isEqualTo(row(180));
        assertThat(asked).hasSize(1);
    }

    @Test
    void newEvents_areReadChunkByChunk() {
        log(1, 500);

        SerialWalk walk = walkFrom(173);

        assertThat(walk.verdict()).isEqualTo(Verdict.CAUGHT_UP);
        assertThat(walk.newest()).isEqualTo(row(500));
        assertThat(asked)
                .containsExactly(
                        new SerialRange(164, SerialRange.HIGHEST),
                        new SerialRange(164, 273),
                        new SerialRange(274, 373),
                        new SerialRange(374, 473),
                        new SerialRange(474, 573),
                        new SerialRange(574, 673),
                        new SerialRange(674, SerialRange.HIGHEST));
    }

    @Test
    void eventsBehindALongHole_areFound() {
        log(90_000, 90_050);

        SerialWalk walk = walkFrom(173);

        assertThat(walk.verdict()).isEqualTo(Verdict.CAUGHT_UP);
        assertThat(walk.newest()).isEqualTo(row(90_050));
    }

    @Test
    void eventsBehindADeletedStretchLongerThanAPiece_areFound() {
        log(1, 400);
        log(90_000, 90_050);

        SerialWalk walk = walkFrom(173);

        assertThat(walk.verdict()).isEqualTo(Verdict.CAUGHT_UP);
        assertThat(walk.newest()).isEqualTo(row(90_050));
    }

    @Test
    void deletedKnownEvent_isNoReset_whileNewerOnesExist() {
        log(1, 170);
        log(90_000, 90_200);

        assertThat(walkFrom(173).verdict()).isEqualTo(Verdict.CAUGHT_UP);
    }

    @Test
    void piecesAreForTheFirstQuestionOnly() {
        SerialWalk inPieces = SerialWalk.from(row(173), REREAD, CHUNK).tooLarge();

        assertThat(inPieces.isSplittable()).isFalse();
        assertThatThrownBy(inPieces::tooLarge).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reset_isNoticed_whenTheKnownSerialNamesAnotherTime() {
        log(1, 400);

        SerialWalk walk = SerialWalk.from(new Anchor(173, START.minusDays(8).plusSeconds(7)), REREAD, CHUNK);

        assertThat(run(walk).verdict()).isEqualTo(Verdict.RESET);
    }

    @Test
    void reset_isNoticed_whenAllSerialsAreBelow() {
        log(1, 40);

        assertThat(walkFrom(173).verdict()).isEqualTo(Verdict.RESET);
    }

    @Test
    void reset_isNoticed_whenSerialsEndRightBelow() {
        log(1, 170);

        assertThat(walkFrom(173).verdict()).isEqualTo(Verdict.RESET);
    }

    @Test
    void reprint_isNoReset() {
        log(1, 180);

        SerialWalk walk = SerialWalk.from(new Anchor(173, row(173).wallClock().minusHours(1)), REREAD, CHUNK);

        assertThat(run(walk).verdict()).isEqualTo(Verdict.CAUGHT_UP);
    }

    @Test
    void emptyAnswer_provesNothing() {
        assertThat(walkFrom(173).verdict()).isEqualTo(Verdict.SILENT);
        assertThat(walkFrom(1).verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void knownRowThatIsNotAmongThoseAroundIt_leavesDoubt() {
        SerialWalk walk = SerialWalk.from(row(173), REREAD, CHUNK);

        assertThat(walk.answered(List.of(row(171), row(174))).verdict()).isEqualTo(Verdict.DOUBTFUL);
        assertThat(walk.answered(List.of(row(174), row(175))).verdict()).isEqualTo(Verdict.CAUGHT_UP);
    }

    @Test
    void deviceThatIgnoresTheRange_isNoticed() {
        SerialWalk walk = SerialWalk.from(row(173), REREAD, CHUNK).answered(List.of(row(3), row(170)));

        assertThat(walk.verdict()).isEqualTo(Verdict.RANGE_IGNORED);
        assertThatThrownBy(() -> walk.answered(List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void serialsAtTheEndOfTheirRange_areWalked() {
        long last = SerialRange.HIGHEST;
        log(last - 20, last);

        SerialWalk walk = walkFrom(last - 5);

        assertThat(walk.verdict()).isEqualTo(Verdict.CAUGHT_UP);
        assertThat(walk.newest().serialNo()).isEqualTo(last);
        assertThat(walkFrom(last).verdict()).isEqualTo(Verdict.CAUGHT_UP);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everythingHeld_isAskedFor_whateverTheDeviceHolds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            log.clear();
            asked.clear();
            long oldest = 1 + random.nextInt(400);
            long known = oldest + random.nextInt(600) - 300L;
            log(oldest, oldest + random.nextInt(700));

            SerialWalk walk = walkFrom(Math.max(1, known));

            if (walk.verdict() == Verdict.CAUGHT_UP) {
                assertThat(log.tailMap(Math.max(1, known), false).keySet())
                        .allMatch(serial -> asked.stream().anyMatch(range -> range.contains(serial)));
            } else {
                assertThat(walk.verdict()).isEqualTo(Verdict.RESET);
                assertThat(log.lastKey()).isLessThan(Math.max(1, known));
            }
        }
    }

    @Test
    void emptyAnswer_isFollowedByAQuestionForAllThatIsBelow() {
        walkFrom(173);

        assertThat(asked).containsExactly(new SerialRange(164, SerialRange.HIGHEST), new SerialRange(1, 172));
    }

    @Test
    void serialsThatEndRightBelow_needNoFurtherQuestion() {
        log(1, 170);

        walkFrom(173);

        assertThat(asked).hasSize(1);
    }

    @Test
    void serialsThatEndFarBelow_areAskedForByThemselves() {
        log(1, 40);

        walkFrom(173);

        assertThat(asked).hasSize(2);
    }

    @Test
    void reprintOfTheKnownEvent_isNothingNew() {
        log(1, 173);
        Anchor known = new Anchor(173, row(173).wallClock().minusHours(1));

        assertThat(run(SerialWalk.from(known, REREAD, CHUNK)).newest()).isEqualTo(known);
    }

    @Test
    void rereadOfLessThanOne_isOfTheKnownEventAlone() {
        assertThat(SerialWalk.from(row(173), 0, CHUNK).ask()).contains(new SerialRange(173, SerialRange.HIGHEST));
        assertThat(SerialWalk.from(row(3), REREAD, CHUNK).ask()).contains(new SerialRange(1, SerialRange.HIGHEST));
    }

    @Test
    void piecesAtTheEndOfTheSerials_endWithThem() {
        long last = SerialRange.HIGHEST;
        log(last - 150, last - 20);

        SerialWalk walk = walkFrom(last - 140);

        assertThat(walk.verdict()).isEqualTo(Verdict.CAUGHT_UP);
        assertThat(walk.newest()).isEqualTo(row(last - 20));
        assertThat(asked.get(asked.size() - 1)).isEqualTo(new SerialRange(last - 39, last));
    }

    @Test
    void known_atTheVeryEndOfAPiece_isLookedBeyond() {
        long last = SerialRange.HIGHEST;
        SerialWalk walk = SerialWalk.from(row(last - CHUNK), REREAD, CHUNK).tooLarge();

        assertThat(walk.ask()).contains(new SerialRange(last - CHUNK - REREAD + 1, last));
        assertThat(walk.answered(List.of(row(last - CHUNK))).verdict()).isEqualTo(Verdict.CAUGHT_UP);
        assertThat(walk.answered(List.of(row(last - CHUNK), row(last))).newest())
                .isEqualTo(row(last));
    }

    @Test
    void nothingNewInTheFirstPiece_isFollowedByOneQuestionForAllBeyond() {
        SerialWalk walk = SerialWalk.from(row(173), REREAD, CHUNK).tooLarge().answered(List.of(row(173)));

        assertThat(walk.ask()).contains(new SerialRange(274, SerialRange.HIGHEST));
    }

    @Test
    void onlyLowerSerialsInTheFirstPiece_areAReset_onceNothingIsBeyond() {
        SerialWalk walk = SerialWalk.from(row(173), REREAD, CHUNK).tooLarge().answered(List.of(row(170)));

        assertThat(walk.answered(List.of()).verdict()).isEqualTo(Verdict.RESET);
    }

    private SerialWalk walkFrom(long known) {
        return run(SerialWalk.from(row(known), REREAD, CHUNK));
    }

    private SerialWalk run(SerialWalk begun) {
        SerialWalk walk = begun;
        Optional<SerialRange> next = walk.ask();
        while (next.isPresent()) {
            SerialRange range = next.get();
            asked.add(range);
            List<Anchor> rows = List.copyOf(
                    log.subMap(range.first(), true, range.last(), true).values());
            walk = walk.isSplittable() && rows.size() > CHUNK ? walk.tooLarge() : walk.answered(rows);
            next = walk.ask();
        }
        return walk;
    }

    private void log(long first, long last) {
        for (long serial = first; serial <= last; serial++) {
            log.put(serial, row(serial));
        }
    }

    private static Anchor row(long serial) {
        return new Anchor(serial, START.plusSeconds(7 * (serial % 1_000_000)));
    }
}
