package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.reconcile.VerifyReport.DeviceResult;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.CronSchedule;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.TallySum;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When is compared, and what stays asked until it is answered. */
class VerifyTaskTest {

    private static final Instant START = Instant.parse("2026-11-23T03:30:30Z");

    private final SimulatedWorld world = new SimulatedWorld(START);
    private final InMemoryStore store = new InMemoryStore();
    private final List<Set<String>> asked = new ArrayList<>();
    private Function<Set<String>, VerifyReport> answer = VerifyTaskTest::complete;
    private VerifyTask task;

    @BeforeEach
    void comparedLately() {
        store.remember(Fact.LAST_VERIFIED, START.toString());
        task = new VerifyTask(
                new VerifyTask.When(
                        CronSchedule.of("0 0 * * *", ZoneOffset.UTC),
                        START,
                        new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(15), () -> 0.999)),
                store,
                store,
                world,
                this::compare);
    }

    private VerifyReport compare(Predicate<String> wanted) {
        Set<String> names = new TreeSet<>(List.of("back", "front"));
        names.removeIf(wanted.negate());
        asked.add(names);
        return answer.apply(names);
    }

    private static VerifyReport complete(Set<String> names) {
        return new VerifyReport(names.stream().map(VerifyTaskTest::fine).toList(), null, false);
    }

    private static DeviceResult fine(String name) {
        return new DeviceResult(name, name, null, List.of(day(true)), List.of(), null, false);
    }

    private static DayProof day(boolean compared) {
        return new DayProof(
                LocalDate.parse("2026-11-22"),
                new DeviceSays(DeviceSays.How.COUNTED, 0L),
                0,
                TallySum.ZERO,
                TallySum.ZERO,
                compared,
                true,
                List.of());
    }

    private void run(Duration time) {
        world.stopAll();
        world.start("verify", task);
        world.runFor(time);
    }

    @Test
    void schedule_isKept_onceADay() {
        run(Duration.ofDays(3));

        assertThat(asked).hasSize(3).allMatch(names -> names.size() == 2);
    }

    @Test
    void otherReceiver_isComparedOnce_ifAllAnswer() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        run(Duration.ofHours(5));

        assertThat(asked).hasSize(1);
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isNull();
    }

    @Test
    void receiverThatDoesNotAnswer_staysAsked_atGrowingDistances() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> new VerifyReport(List.of(fine("front")), "it is away", false);
        run(Duration.ofHours(5));

        assertThat(store.remembered(Fact.VERIFY_ASKED)).isEqualTo("store-2");
        assertThat(asked.size()).isBetween(15, 30);

        answer = VerifyTaskTest::complete;
        run(Duration.ofMinutes(20));
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isNull();
        int answered = asked.size();
        run(Duration.ofHours(5));
        assertThat(asked).hasSize(answered);
    }

    @Test
    void deviceThatDoesNotAnswer_isAskedAgain_andTheOthersAreLeftInPeace() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> new VerifyReport(
                names.stream()
                        .map(name -> name.equals("back") ? DeviceResult.failed("back", "away", false) : fine(name))
                        .toList(),
                null,
                false);
        run(Duration.ofHours(1));

        assertThat(asked).hasSizeGreaterThan(3);
        assertThat(asked.get(0)).containsExactly("back", "front");
        assertThat(asked.subList(1, asked.size())).allMatch(names -> names.equals(Set.of("back")));
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isEqualTo("store-2");

        answer = VerifyTaskTest::complete;
        run(Duration.ofMinutes(20));
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isNull();
    }

    @Test
    void receiverThatIsStillCounting_staysAsked() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> new VerifyReport(
                List.of(new DeviceResult("front", "k", null, List.of(day(false)), List.of(), null, false)),
                null,
                false);
        run(Duration.ofMinutes(30));

        assertThat(store.remembered(Fact.VERIFY_ASKED)).isEqualTo("store-2");
    }

    @Test
    void yetAnotherReceiver_isComparedAtOnce_andWithAllDevices() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> {
            store.remember(Fact.VERIFY_ASKED, "store-3");
            return complete(names);
        };
        run(Duration.ZERO);
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isEqualTo("store-3");

        answer = VerifyTaskTest::complete;
        run(Duration.ofMinutes(1));
        assertThat(asked.get(1)).hasSize(2);
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isNull();
    }

    @Test
    void comparisonThatBreaks_isNotRepeatedWithEveryStep() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> {
            throw new IllegalStateException("unforeseen");
        };
        for (int step = 0; step < 60; step++) {
            int before = asked.size();
            try {
                assertThat(task.step()).isPositive();
                assertThat(asked).hasSize(before);
            } catch (IllegalStateException broke) {
                assertThat(broke).hasMessage("unforeseen");
            }
        }

        assertThat(asked.size()).isBetween(4, 10);
    }
}
