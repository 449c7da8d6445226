package dev.rollcall.attendance.window;

import static dev.rollcall.attendance.window.SerialGap.Kind.ABSENT;
import static dev.rollcall.attendance.window.SerialGap.Kind.DELETED;
import static dev.rollcall.attendance.window.SerialGap.Kind.OVERWRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GapBookTest {

    private static final LocalDateTime START = LocalDateTime.parse("2026-11-23T09:00:00");
    private static final Instant FIRST = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-24T09:00:00Z");

    @Test
    void holeBelowTheOldestHeld_isOverwritten_withTheTimesAroundIt() {
        GapBook book = book(List.of(), range(100, 150), range(200, 250));

        assertThat(settled(book, proof(200, 250)))
                .containsExactly(new SerialGap(range(151, 199), at(150), at(200), OVERWRITTEN, FIRST));
    }

    @Test
    void holeBetweenSerialsTheDeviceHolds_isDeleted() {
        GapBook book = book(List.of(), range(100, 150), range(155, 250));

        assertThat(settled(book, proof(100, 250)))
                .containsExactly(new SerialGap(range(151, 154), at(150), at(155), DELETED, FIRST));
    }

    @Test
    void whatWasThereBeforeTheDeviceWasMet_isNoGap() {
        assertThat(settled(book(List.of(), range(30_001, 30_500)), proof(30_001, 30_500)))
                .isEmpty();
    }

    @Test
    void logThatBeganWhileWeWatched_lacksWhatIsBelowItsOldest() {
        GapBook book =
                new GapBook(SerialSet.ofRanges(List.of(range(40, 90))), List.of(), new GapBook.Start(true, at(7)));

        assertThat(settled(book, proof(40, 90)))
                .containsExactly(new SerialGap(range(1, 39), at(7), at(40), OVERWRITTEN, FIRST));
    }

    @Test
    void nothingIsProvedBeyondTheNewest() {
        GapBook book = book(List.of(), range(1, 50), range(60, 70));

        assertThat(settled(book, proof(1, 50))).isEmpty();
        assertThat(book.wouldGrow(proof(1, 50))).isFalse();
        assertThat(book.wouldGrow(proof(1, 70))).isTrue();
    }

    @Test
    void knownGap_staysAsItWasNoticed_andNextToItGrowsANewOne() {
        SerialGap known = new SerialGap(range(151, 154), at(150), at(155), DELETED, FIRST);
        GapBook book = book(List.of(known), range(100, 150), range(200, 250));

        List<SerialGap> gaps = book.settled(proof(200, 250), GapBookTest::at, LATER);

        assertThat(gaps).extracting(SerialGap::serials).containsExactly(range(151, 154), range(155, 199));
        assertThat(gaps).extracting(SerialGap::kind).containsOnly(OVERWRITTEN);
        assertThat(gaps).extracting(SerialGap::noticedAt).containsExactly(FIRST, LATER);
        assertThat(book.wouldGrow(proof(200, 250))).isTrue();
    }

    @Test
    void gapThatASecondReadingOfEverythingFindsToo_isAbsent() {
        GapBook book = book(
                List.of(new SerialGap(range(151, 154), at(150), at(155), DELETED, FIRST)),
                range(100, 150),
                range(155, 250));

        assertThat(kinds(book, proof(100, 250), LATER)).containsExactly(ABSENT);
        assertThat(kinds(book, proof(100, 250), FIRST.plusSeconds(43_199)))
                .as("that is no second reading yet")
                .containsExactly(DELETED);
        assertThat(kinds(book, null, LATER)).containsExactly(DELETED);
        assertThat(kinds(book, proof(100, 250).ofPart(), LATER))
                .as("only the end of the log was read")
                .containsExactly(DELETED);
        assertThat(kinds(book, proof(152, 250), LATER))
                .as("no longer one below it")
                .containsExactly(DELETED);
        assertThat(kinds(book, proof(100, 152), LATER)).as("none above it").containsExactly(DELETED);
        assertThat(kinds(book, proof(155, 250), LATER))
                .as("all around it was overwritten since")
                .containsExactly(OVERWRITTEN);
    }

    @Test
    void whatBecameOfAGap_isNotJudgedAgain() {
        for (SerialGap.Kind kind : List.of(OVERWRITTEN, ABSENT, SerialGap.Kind.ELSEWHERE)) {
            GapBook book = book(
                    List.of(new SerialGap(range(151, 154), at(150), at(155), kind, FIRST)),
                    range(100, 150),
                    range(155, 250));

            assertThat(kinds(book, proof(100, 250), LATER)).containsExactly(kind);
        }
    }

    private static List<SerialGap.Kind> kinds(GapBook book, LogProof proof, Instant at) {
        return book.settled(proof, GapBookTest::at, at).stream()
                .map(SerialGap::kind)
                .toList();
    }

    @Test
    void gapFilledLater_shrinks_splits_andVanishes() {
        SerialGap known = new SerialGap(range(151, 160), at(150), at(161), DELETED, FIRST);

        assertThat(settled(book(List.of(known), range(100, 155), range(161, 250)), null))
                .containsExactly(new SerialGap(range(156, 160), at(155), at(161), DELETED, FIRST));
        assertThat(settled(book(List.of(known), range(100, 150), range(154, 155), range(161, 250)), null))
                .extracting(SerialGap::serials)
                .containsExactly(range(151, 153), range(156, 160));
        assertThat(settled(book(List.of(known), range(100, 250)), proof(100, 250)))
                .isEmpty();
    }

    @Test
    void numbersWithHolesEverywhere_proveNothing() {
        List<Long> everyOther = new ArrayList<>();
        for (long serial = 1; serial < 1_000; serial += 2) {
            everyOther.add(serial);
        }
        GapBook book = new GapBook(SerialSet.of(everyOther), List.of(), GapBook.Start.BEFORE_US);

        assertThat(settled(book, proof(1, 999))).isEmpty();
    }

    @Test
    void gaps_comeLowestFirst_whicheverWasNoticedFirst() {
        SerialGap known = new SerialGap(range(151, 154), at(150), at(155), DELETED, FIRST);
        GapBook book = book(List.of(known), range(100, 119), range(130, 150), range(155, 250));

        assertThat(settled(book, proof(100, 250)))
                .extracting(SerialGap::serials)
                .containsExactly(range(120, 129), range(151, 154));
    }

    @Test
    void logThatBeganWhileWeWatched_lacksItsOnlyEvent() {
        GapBook book = new GapBook(SerialSet.EMPTY, List.of(), new GapBook.Start(true, null));

        assertThat(settled(book, proof(1, 1))).containsExactly(new SerialGap(range(1, 1), null, null, DELETED, FIRST));
    }

    @Test
    void proofBelowEverythingCovered_provesNothing() {
        assertThat(settled(book(List.of(), range(100, 150), range(155, 200)), proof(40, 60)))
                .isEmpty();
        assertThat(settled(book(List.of()), proof(40, 60))).isEmpty();
    }

    @Test
    void proofBeyondTheHighestSerial_isTakenUpToIt() {
        long last = SerialRange.HIGHEST;
        GapBook book = book(List.of(), range(last - 9, last - 5));

        assertThat(settled(book, proof(last - 9, last + 3)))
                .extracting(SerialGap::serials)
                .containsExactly(range(last - 4, last));
    }

    @Test
    void knownGapBelowEverythingCovered_liesAfterTheLogBefore() {
        SerialGap known = new SerialGap(range(5, 9), null, null, DELETED, FIRST);
        GapBook book =
                new GapBook(SerialSet.ofRanges(List.of(range(10, 20))), List.of(known), new GapBook.Start(true, at(2)));

        assertThat(settled(book, null)).containsExactly(new SerialGap(range(5, 9), at(2), at(10), DELETED, FIRST));
    }

    @Test
    void neighbourThatIsDatedBack_doesNotBoundWhatIsMissing() {
        assertThat(bounds(book(List.of(), range(1, 50), range(60, 70)), serial -> serial == 60 ? at(20) : at(serial)))
                .isEqualTo(new Bounds(at(20), at(61)));
        assertThat(bounds(
                        book(List.of(), range(1, 50), range(60, 70)),
                        serial -> serial == 60 ? at(20) : serial == 61 ? null : at(serial)))
                .as("the time of the next one is not known")
                .isEqualTo(new Bounds(at(20), at(62)));
    }

    @Test
    void neighbourThatIsDatedAhead_doesNotBoundWhatIsMissing() {
        assertThat(bounds(book(List.of(), range(1, 50), range(60, 70)), serial -> serial == 50 ? at(65) : at(serial)))
                .isEqualTo(new Bounds(at(49), at(65)));
    }

    @Test
    void whereNothingElseIsKnown_theMissingAreBetweenBothNeighbours_inWhateverOrder() {
        assertThat(bounds(book(List.of(), range(50, 50), range(60, 60)), serial -> serial == 50 ? at(65) : at(serial)))
                .isEqualTo(new Bounds(at(60), at(65)));
        assertThat(bounds(book(List.of(), range(1, 50), range(60, 500)), serial -> serial < 60 ? at(serial) : at(0)))
                .as("only so many are looked at")
                .isEqualTo(new Bounds(at(0), at(50)));
    }

    @Test
    void neighbourOfWhichNoTimeIsKnown_givesWayToTheNextOneThatHasOne() {
        GapBook book = book(List.of(), range(1, 50), range(60, 70));

        assertThat(bounds(book, serial -> serial == 50 || serial == 60 ? null : at(serial)))
                .isEqualTo(new Bounds(at(49), at(61)));
        assertThat(bounds(book, serial -> null)).isEqualTo(new Bounds(null, null));
    }

    private record Bounds(
            @Nullable LocalDateTime notBefore, @Nullable LocalDateTime notAfter) {}

    private static Bounds bounds(GapBook book, LongFunction<@Nullable LocalDateTime> wallClock) {
        List<SerialGap> gaps = book.settled(proof(1, 60), wallClock, FIRST);
        assertThat(gaps).hasSize(1);
        return new Bounds(gaps.get(0).notBefore(), gaps.get(0).notAfter());
    }

    private static List<SerialGap> settled(GapBook book, LogProof proof) {
        return book.settled(proof, GapBookTest::at, FIRST);
    }

    private static GapBook book(List<SerialGap> open, SerialRange... covered) {
        return new GapBook(SerialSet.ofRanges(List.of(covered)), open, GapBook.Start.BEFORE_US);
    }

    private static LogProof proof(long oldest, long newest) {
        return new LogProof(new Anchor(oldest, at(oldest)), new Anchor(newest, at(newest)));
    }

    private static SerialRange range(long first, long last) {
        return new SerialRange(first, last);
    }

    private static LocalDateTime at(long serial) {
        return START.plusMinutes(serial);
    }
}
