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
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Re-print and push have nothing in common; the poll shows that they are one, and the public id is that of the first. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1"})
    void of_keepsThePublicIdOfTheFirstStored_whenTwoTurnOutToBeOne(long reprintOrder, long pushOrder) {
        StoredEvent reprint =
                stored(reprintOrder, PUNCH.at("2026-11-23T10:00:00").door(null).build());
        StoredEvent push = stored(pushOrder, PUNCH.serial(null).card("77").build());

        Recognition.Known known = known(PUNCH.build(), true, push, reprint);

        StoredEvent first = reprintOrder == 1 ? reprint : push;
        StoredEvent later = reprintOrder == 1 ? push : reprint;
        assertThat(known.publicId()).isEqualTo(first.publicId());
        assertThat(known.absorbed()).containsExactly(later.publicId());
        assertThat(known.relation()).isEqualTo(Relation.SERIAL_MISSING);
        assertThat(known.contradiction()).isFalse();
        assertThat(known.version().serialNo()).isEqualTo(173);
        assertThat(known.version().door()).isEqualTo(1);
        assertThat(known.version().cardNo()).isEqualTo("77");
    }

    @Test
    void of_makesNothingOne_withoutASerial() {
        StoredEvent push = stored(1, PUNCH.serial(null).build());
        StoredEvent poll = stored(2, PUNCH.build());

        Recognition.Known known = known(PUNCH.serial(null).build(), false, poll, push);

        assertThat(known.publicId()).isEqualTo(push.publicId());
        assertThat(known.relation()).isEqualTo(Relation.SAME_ID);
        assertThat(known.absorbed()).isEmpty();
    }

    @Test
    void of_makesNothingOne_ofTwoThatHaveTheSerial() {
        StoredEvent here = stored(1, PUNCH.build());
        StoredEvent reprint = stored(2, PUNCH.at("2026-11-23T10:00:00").build());

        assertThat(known(PUNCH.build(), true, here, reprint).absorbed()).isEmpty();
    }

    @Test
    void of_makesNothingOne_ofTwoThatLackTheSerial() {
        StoredEvent person = stored(1, PUNCH.serial(null).build());
        StoredEvent otherReader = stored(2, PUNCH.serial(null).reader(2).build());

        Recognition.Known known = known(PUNCH.build(), true, person, otherReader);

        assertThat(known.publicId()).isEqualTo(person.publicId());
        assertThat(known.absorbed()).isEmpty();
    }

    @Test
    void of_takesTheLowestSerialOfOneSecond_whateverWasStoredFirst() {
        StoredEvent later = stored(1, PUNCH.serial(174L).build());
        StoredEvent lower = stored(2, PUNCH.build());

        assertThat(known(PUNCH.serial(null).build(), false, later, lower).publicId())
                .isEqualTo(lower.publicId());
    }

    @Test
    void of_takesTheFirstStored_whereNothingElseDecides() {
        StoredEvent reader2 = stored(2, PUNCH.serial(null).reader(2).build());
        StoredEvent reader3 = stored(1, PUNCH.serial(null).reader(3).build());

        assertThat(known(PUNCH.build(), true, reader2, reader3).publicId()).isEqualTo(reader3.publicId());
    }

    @Test
    void of_knowsAnEventByARecordedReprint() {
        StoredEvent stored = new StoredEvent(
                1,
                EventIdentity.idOf(PUNCH.build()),
                PUNCH.build(),
                true,
                List.of(LocalDateTime.parse("2026-11-23T10:00:00"), LocalDateTime.parse("2026-11-23T11:00:00")));

        assertThat(known(PUNCH.serial(null).at("2026-11-23T10:00:00").build(), false, stored)
                        .relation())
                .isEqualTo(Relation.SERIAL_MISSING);
        assertThat(known(PUNCH.at("2026-11-23T10:00:00").build(), true, stored).relation())
                .isEqualTo(Relation.SAME_ID);
    }

    @Test
    void of_changesNothing_whenTheSameIsSeenAgain() {
        Recognition.Known known = known(PUNCH.build(), true, stored(1, PUNCH.build()));

        assertThat(known.changed()).isFalse();
        assertThat(known.alias()).isEqualTo(known.publicId());
        assertThat(known.absorbed()).isEmpty();
    }

    @Test
    void of_letsTheConfirmedVersionCount_whenTheLogIsReadOtherwiseLater() {
        AttendanceEvent first = PUNCH.build();
        StoredEvent stored = new StoredEvent(1, EventIdentity.idOf(first), first, true, List.of());

        Recognition.Known known = known(PUNCH.person("13").build(), true, stored);

        assertThat(known.contradiction()).isTrue();
        assertThat(known.version()).isEqualTo(first);
    }

    @Test
    void of_letsTheFirstPushCount_againstAnotherOne() {
        Recognition.Known known = known(PUNCH.person("666").build(), false, stored(1, PUNCH.build()));

        assertThat(known.contradiction()).isTrue();
        assertThat(known.version()).isEqualTo(PUNCH.build());
    }

    /** Another agent has read the true event already, when the terminal printed it under another offset. */
    @Test
    void of_joinsTheReprintOfTheTrueEvent_whereTheLogShowsAForgedPushToBeIt() {
        StoredEvent forged = stored(1, PUNCH.person("666").build());
        StoredEvent reprint = stored(2, PUNCH.at("2026-11-23T10:00:00").build());

        Recognition.Known known = known(PUNCH.build(), true, reprint, forged);

        assertThat(known.publicId()).isEqualTo(forged.publicId());
        assertThat(known.version()).isEqualTo(PUNCH.build());
        assertThat(known.contradiction()).isTrue();
        assertThat(known.absorbed()).containsExactly(reprint.publicId());
    }

    @Test
    void of_joinsNoOtherForgedPush_whereTheLogShowsOneToBeTheTrueEvent() {
        StoredEvent forged = stored(1, PUNCH.person("666").build());
        AttendanceEvent other = PUNCH.person("777").at("2026-11-23T10:00:00").build();
        StoredEvent alsoForged = new StoredEvent(
                2,
                EventIdentity.idOf(other),
                other,
                false,
                List.of(PUNCH.build().time().wallClock()));

        assertThat(known(PUNCH.build(), true, forged, alsoForged).absorbed()).isEmpty();
    }

    @Test
    void of_joinsNoReprint_whereAMessageSaysOtherwiseThanAnotherOne() {
        StoredEvent forged = stored(1, PUNCH.person("666").build());
        StoredEvent reprint = stored(2, PUNCH.at("2026-11-23T10:00:00").build());

        assertThat(known(PUNCH.build(), false, reprint, forged).absorbed()).isEmpty();
    }

    private static StoredEvent stored(long order, AttendanceEvent event) {
        return new StoredEvent(order, EventIdentity.idOf(event), event, false, List.of());
    }

    private static Recognition.Known known(AttendanceEvent seen, boolean confirming, StoredEvent... candidates) {
        return (Recognition.Known) Recognition.of(seen, confirming, List.of(candidates));
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
