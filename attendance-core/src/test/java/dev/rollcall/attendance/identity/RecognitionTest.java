package dev.rollcall.attendance.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecognitionTest {

    private static final Events PUNCH = Events.punch();

    /** A store of the simplest kind, which does what the answers say. */
    private static final class Shelf {
        private final Map<EventId, StoredEvent> byPublicId = new LinkedHashMap<>();
        private final Map<EventId, EventId> publicIdOf = new HashMap<>();
        private int contradictions;
        private int stored;

        EventId put(AttendanceEvent seen, boolean confirming) {
            Recognition recognition = Recognition.of(seen, confirming, byPublicId.values());
            if (recognition instanceof Recognition.New fresh) {
                byPublicId.put(fresh.id(), new StoredEvent(stored++, fresh.id(), seen, confirming, List.of()));
                publicIdOf.put(fresh.id(), fresh.id());
                return fresh.id();
            }
            Recognition.Known known = (Recognition.Known) recognition;
            List<LocalDateTime> printed =
                    new ArrayList<>(byPublicId.get(known.publicId()).reprints());
            known.absorbed().forEach(other -> printed.addAll(absorb(other, known.publicId())));
            printed.add(seen.time().wallClock());
            StoredEvent before = byPublicId.get(known.publicId());
            byPublicId.put(
                    known.publicId(),
                    new StoredEvent(
                            before.order(),
                            known.publicId(),
                            known.version(),
                            before.confirmed() || confirming,
                            printed));
            publicIdOf.put(known.alias(), known.publicId());
            contradictions += known.contradiction() ? 1 : 0;
            return known.publicId();
        }

        private List<LocalDateTime> absorb(EventId other, EventId publicId) {
            publicIdOf.replaceAll((alias, id) -> id.equals(other) ? publicId : id);
            StoredEvent gone = byPublicId.remove(other);
            List<LocalDateTime> printed = new ArrayList<>(gone.reprints());
            printed.add(gone.event().time().wallClock());
            return printed;
        }

        int size() {
            return byPublicId.size();
        }
    }

    static Stream<List<AttendanceEvent>> everyOrder() {
        AttendanceEvent polled = PUNCH.build();
        AttendanceEvent pushedWithoutSerial = PUNCH.serial(null).build();
        AttendanceEvent reprint = PUNCH.at("2026-11-23T10:00:00").build();
        AttendanceEvent afterRestart = PUNCH.at("2026-12-07T11:13:52").build();
        return permutations(List.of(polled, pushedWithoutSerial, reprint, afterRestart)).stream();
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void of_findsTwoEvents_inEveryOrderOfArrival(List<AttendanceEvent> order) {
        Shelf shelf = new Shelf();

        order.forEach(event -> shelf.put(event, event.serialNo() != null));
        Set<EventId> again = new HashSet<>();
        order.forEach(event -> again.add(shelf.put(event, event.serialNo() != null)));

        assertThat(shelf.size()).isEqualTo(2);
        assertThat(again).hasSize(2).isEqualTo(shelf.byPublicId.keySet());
        assertThat(shelf.contradictions).isZero();
        assertThat(shelf.byPublicId.values()).allMatch(stored -> stored.event().serialNo() != null);
    }

    static Stream<List<AttendanceEvent>> twoPunchesInOneSecond() {
        return permutations(List.of(
                        PUNCH.build(),
                        PUNCH.serial(174L).build(),
                        PUNCH.serial(null).build()))
                .stream();
    }

    @ParameterizedTest
    @MethodSource("twoPunchesInOneSecond")
    void of_keepsTwoSerialsOfOneSecondApart_inEveryOrderOfArrival(List<AttendanceEvent> order) {
        Shelf shelf = new Shelf();

        order.forEach(event -> shelf.put(event, true));

        assertThat(shelf.size()).isEqualTo(2);
        assertThat(shelf.byPublicId.values())
                .extracting(stored -> stored.event().serialNo())
                .containsExactlyInAnyOrder(173L, 174L);
    }

    @Test
    void of_keepsTheFirstPublicId_andNamesTheLaterOneAsAlias() {
        AttendanceEvent pushed = PUNCH.serial(null).build();
        StoredEvent stored = new StoredEvent(1, EventIdentity.idOf(pushed), pushed, false, List.of());

        Recognition.Known known = (Recognition.Known) Recognition.of(PUNCH.build(), true, List.of(stored));

        assertThat(known.publicId()).isEqualTo(EventIdentity.idOf(pushed));
        assertThat(known.alias()).isEqualTo(EventIdentity.idOf(PUNCH.build()));
        assertThat(known.version().serialNo()).isEqualTo(173L);
        assertThat(known.changed()).isTrue();
        assertThat(known.contradiction()).isFalse();
    }

    @Test
    void of_letsThePolledVersionCount_whenAForgedPushWasThereFirst() {
        AttendanceEvent forged = PUNCH.person("666").build();
        StoredEvent stored = new StoredEvent(1, EventIdentity.idOf(forged), forged, false, List.of());

        Recognition.Known known = (Recognition.Known) Recognition.of(PUNCH.build(), true, List.of(stored));

        assertThat(known.contradiction()).isTrue();
        assertThat(known.version()).isEqualTo(PUNCH.build());
    }

    @Test
    void of_doesNotLetAPushChangeAConfirmedEvent() {
        StoredEvent stored = new StoredEvent(1, EventIdentity.idOf(PUNCH.build()), PUNCH.build(), true, List.of());

        Recognition.Known known =
                (Recognition.Known) Recognition.of(PUNCH.person("666").build(), false, List.of(stored));

        assertThat(known.contradiction()).isTrue();
        assertThat(known.changed()).isFalse();
        assertThat(known.version()).isEqualTo(PUNCH.build());
    }

    /** The second forged message fits both: the true event by its serial, the first forged one by its person. */
    @Test
    void of_doesNotMakeOne_ofATrueEventAndAnEarlierForgedOne() {
        AttendanceEvent forged = PUNCH.serial(null).person("666").build();
        StoredEvent first = new StoredEvent(1, EventIdentity.idOf(forged), forged, false, List.of());
        StoredEvent real = new StoredEvent(2, EventIdentity.idOf(PUNCH.build()), PUNCH.build(), true, List.of());

        Recognition.Known known =
                (Recognition.Known) Recognition.of(PUNCH.person("666").build(), false, List.of(first, real));

        assertThat(known.publicId()).isEqualTo(real.publicId());
        assertThat(known.absorbed()).isEmpty();
        assertThat(known.contradiction()).isTrue();
        assertThat(known.version()).isEqualTo(PUNCH.build());
    }

    @Test
    void of_isNew_whenThereAreNoCandidates() {
        assertThat(Recognition.of(PUNCH.build(), true, List.of()))
                .isEqualTo(new Recognition.New(EventIdentity.idOf(PUNCH.build())));
    }

    @Test
    void candidateHours_coverTheWidestZoneChange() {
        assertThat(Recognition.candidateHours()).isEqualTo(26);
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int first = 0; first < items.size(); first++) {
            List<T> rest = new ArrayList<>(items);
            T head = rest.remove(first);
            for (List<T> tail : permutations(rest)) {
                List<T> one = new ArrayList<>(List.of(head));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
