package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.exchange.HeartbeatMessage.SerialSpan;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.receiver.ingest.Introduction;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.web.ExchangeJson;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The days that are known to be complete are not looked at again with each question, and whatever changes on one of them is noticed all the
 * same. On both databases.
 */
abstract class ProofMarkContract extends ProofFixture {

    private static final AskedDays LAST_DAYS = asked("2026-11-28", "2026-12-01");

    @Test
    void whatIsRead_isTheSame_howeverMuchWasCompared() {
        int few = textsRead("FEWDAYS01", LocalDate.parse("2026-11-20"));
        int many = textsRead("MANYDAYS1", LocalDate.parse("2023-11-20"));

        assertThat(many).isEqualTo(few).isLessThan(20);
    }

    private int textsRead(String key, LocalDate from) {
        known(key, "Europe/Berlin");
        tell(key, "2026-12-01T02:30:00", days(from));
        AtomicInteger read = new AtomicInteger();
        ProofJson counting = new ProofJson() {
            @Override
            public String writeText(Object message) {
                throw new UnsupportedOperationException("only asked");
            }

            @Override
            public <T> Optional<T> readStored(String text, Class<T> type) {
                read.incrementAndGet();
                return new ExchangeJson().readStored(text, type);
            }
        };
        ProofBook counted = new ProofBook(store, () -> now, counting, new Introduction(1000));

        DeviceLine line =
                new Completeness(store, counted, () -> now).of(key, LAST_DAYS).get(0);

        assertThat(line.completeUntil()).isEqualTo("2026-12-01T02:30:00");
        return read.get();
    }

    @Test
    void eventOfAnOldDay_isNoticed_andItsNextComparisonToo() {
        known("OLDEVENT1", "Europe/Berlin");
        tell("OLDEVENT1", "2026-12-01T02:30:00", days(LocalDate.parse("2026-01-01")));

        store("OLDEVENT1", "2026-03-05T08:00:00", 1);
        assertThat(of("OLDEVENT1", LAST_DAYS).completeUntil()).isEqualTo("2026-03-05T00:00:00");

        tell("OLDEVENT1", "2026-12-01T02:30:00", proof("2026-03-05", sum("OLDEVENT1", "2026-03-05"), true, List.of()));
        assertThat(of("OLDEVENT1", LAST_DAYS).completeUntil()).isEqualTo("2026-12-01T02:30:00");

        delete("OLDEVENT1", 1);
        new Recount(store, () -> now).all(device("OLDEVENT1"));
        assertThat(of("OLDEVENT1", LAST_DAYS).completeUntil()).isEqualTo("2026-03-05T00:00:00");
    }

    /** What it found of an old day counted no more, and counts again. */
    @Test
    void agentThatIsHeardOfAgain_holdsBackAgain() {
        known("HEARD0001", "Europe/Berlin");
        LocalDateTime at = LocalDateTime.parse("2026-03-05T09:00:00");
        Finding waiting = new Finding(Finding.Kind.WAITING, null, 17L, null, at, Finding.State.OPEN);
        tell("a", now, List.of(), "HEARD0001", at.toString(), List.of(), missing(waiting));
        now = now.plus(Duration.ofDays(3));
        tell("b", now, List.of(), "HEARD0001", "2026-12-01T02:30:00", List.of(), days(LocalDate.parse("2026-01-01")));
        assertThat(of("HEARD0001", LAST_DAYS).completeUntil()).isEqualTo("2026-12-01T02:30:00");

        tell("a", now, List.of(), "HEARD0001", "2026-12-01T02:30:00", List.of());
        assertThat(of("HEARD0001", LAST_DAYS).completeUntil()).isEqualTo("2026-03-05T09:00:00");
    }

    /** Whatever that agent says of how far all is complete. */
    @Test
    void lossOfAnOldDay_holdsBack_onceAnybodyTellsOfIt() {
        known("LOSTOLD01", "Europe/Berlin");
        tell("b", now, List.of(), "LOSTOLD01", "2026-12-01T02:30:00", List.of(), days(LocalDate.parse("2026-01-01")));
        LocalDateTime at = LocalDateTime.parse("2026-03-05T09:00:00");
        Finding lost = new Finding(Finding.Kind.OVERWRITTEN, null, 5L, 9L, at, at.plusHours(1), Finding.State.OPEN);

        tell("a", now, List.of(), "LOSTOLD01", "2026-12-01T02:30:00", List.of(lost));

        assertThat(of("LOSTOLD01", LAST_DAYS).completeUntil()).isEqualTo("2026-03-05T09:00:00");
    }

    /** Whatever is told, stored, deleted and counted, in whichever order: the same is said as if all days had been looked at. */
    @Test
    void whatIsKnownToBeComplete_neverSaysAnythingElse_thanLookingAtAllDays() {
        for (int round = 0; round < 6; round++) {
            Random random = new Random(round);
            String key = "RANDOM00" + round;
            known(key, "Europe/Berlin");
            for (int step = 0; step < 40; step++) {
                change(key, random, step);
                String marked = String.valueOf(of(key, NOVEMBER));
                Optional<LocalDate> mark = store.read(
                        unit -> unit.proofs().provedBefore(device(key).id()));
                store.write(unit -> {
                    unit.proofs().proved(device(key).id(), null);
                    return unit;
                });
                assertThat(marked).as("round %d, step %d", round, step).isEqualTo(String.valueOf(of(key, NOVEMBER)));
                store.write(unit -> {
                    unit.proofs().proved(device(key).id(), mark.orElse(null));
                    return unit;
                });
            }
        }
        assertThat(RowCount.of(database, "proof_mark")).isPositive();
    }

    private void change(String key, Random random, int step) {
        String day = LocalDate.parse("2026-11-03").plusDays(random.nextInt(12)).toString();
        now = now.plus(Duration.ofHours(random.nextInt(40)));
        switch (random.nextInt(8)) {
            case 0 -> store(key, day + "T0" + random.nextInt(10) + ":00:00", step + 1);
            case 1 -> {
                delete(key, random.nextInt(step + 1));
                new Recount(store, () -> now).all(device(key));
            }
            default -> tellOfSome(key, random, day);
        }
    }

    private void tellOfSome(String key, Random random, String day) {
        List<ProofMessage.Day> told = new ArrayList<>();
        LocalDate.parse(day).datesUntil(LocalDate.parse("2026-11-15")).forEach(each -> {
            Finding lost = new Finding(
                    random.nextBoolean() ? Finding.Kind.OVERWRITTEN : Finding.Kind.WAITING,
                    null,
                    (long) random.nextInt(40) + 1,
                    null,
                    each.atTime(9, 0),
                    Finding.State.OPEN);
            told.add(proof(
                    each.toString(),
                    sum(key, each.toString()),
                    true,
                    random.nextInt(12) == 0 ? List.of(lost) : List.of()));
        });
        tell(
                random.nextInt(3) == 0 ? "b" : "a",
                now,
                List.of(new SerialSpan(1, random.nextInt(40) + 1)),
                key,
                "2026-11-15T00:00:00",
                random.nextInt(4) == 0 ? List.of(lostOn(day, random)) : List.of(),
                told.toArray(ProofMessage.Day[]::new));
    }

    private static Finding lostOn(String day, Random random) {
        LocalDateTime at = LocalDate.parse(day).atTime(8, 0);
        long serial = random.nextInt(40) + 1;
        return new Finding(Finding.Kind.OVERWRITTEN, null, serial, null, at, at.plusHours(30), Finding.State.OPEN);
    }

    private static ProofMessage.Day missing(Finding finding) {
        return proof("2026-03-05", TallySum.ZERO, true, List.of(finding));
    }

    private static ProofMessage.Day[] days(LocalDate from) {
        List<ProofMessage.Day> days = new ArrayList<>();
        from.datesUntil(LocalDate.parse("2026-12-01")).forEach(day -> days.add(complete(day.toString())));
        days.add(begun("2026-12-01"));
        return days.toArray(ProofMessage.Day[]::new);
    }
}
