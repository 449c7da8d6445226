package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.reconcile.VerifyReport.DeviceResult;
import dev.rollcall.agent.reconcile.VerifyScope.Reach;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.CronSchedule;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
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

    private static final LocalDate MARCH = LocalDate.parse("2026-03-01");
    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    private final SimulatedWorld world = new SimulatedWorld(START);
    private final InMemoryStore store = new InMemoryStore();
    private final List<Set<String>> asked = new ArrayList<>();
    private final List<Reach> reaches = new ArrayList<>();
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

    private VerifyReport compare(Predicate<String> wanted, Reach reach) {
        Set<String> names = new TreeSet<>(List.of("back", "front"));
        names.removeIf(wanted.negate());
        asked.add(names);
        reaches.add(reach);
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
        assertThat(reaches).containsOnly(Reach.LATELY);
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
        answer = VerifyTaskTest::backIsAway;
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

    @Test
    void alarmOfADeviceThatIsAway_isLowered_onceNothingIsMissingOfItAnyMore() {
        answer = names -> with(complete(names), absent("gone"));
        run(Duration.ofDays(1));
        assertThat(store.alarmed(CompletenessAlarm.KIND)).containsExactly("gone");

        answer = names -> new VerifyReport(complete(names).devices(), "the receiver is away", false);
        run(Duration.ofDays(1));
        assertThat(store.alarmed(CompletenessAlarm.KIND))
                .as("without the receiver's word nothing is known")
                .containsExactly("gone");

        answer = VerifyTaskTest::complete;
        run(Duration.ofDays(1));
        assertThat(store.alarmed(CompletenessAlarm.KIND)).isEmpty();
    }

    @Test
    void alarmOfAReplacedDevice_standsUnderTheNameOfItsPlace_whateverIsThereNow() {
        answer = names -> with(complete(names), absent("front"));
        run(Duration.ofDays(1));

        assertThat(store.alarmed(CompletenessAlarm.KIND)).containsExactly("front");
        assertThat(store.device(FRONT).alarms()).singleElement().asString().contains("KEY-OF-OLD");

        answer = VerifyTaskTest::complete;
        run(Duration.ofDays(1));
        assertThat(store.alarmed(CompletenessAlarm.KIND)).isEmpty();
    }

    @Test
    void deviceThatDidNotAnswer_isAskedAgain_alsoIfTheOneBeforeItWasCompared() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> with(
                new VerifyReport(List.of(DeviceResult.failed("front", "away", false), fine("back")), null, false),
                absent("front"));
        run(Duration.ofMinutes(10));

        assertThat(asked.size()).isGreaterThan(1);
        assertThat(asked.subList(1, asked.size())).allMatch(Set.of("front")::equals);
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isEqualTo("store-2");
    }

    @Test
    void alarmOfADeviceThatIsLeftOut_stands() {
        answer = names -> with(complete(names), absent("back"));
        run(Duration.ofDays(1));
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> names.contains("back")
                ? new VerifyReport(List.of(fineBut("back"), DeviceResult.failed("front", "away", false)), null, false)
                : complete(names);
        run(Duration.ofMinutes(10));

        assertThat(store.remembered(Fact.VERIFY_ASKED)).isNull();
        assertThat(store.alarmed(CompletenessAlarm.KIND)).containsExactly("back");
    }

    @Test
    void otherReceiver_isComparedAsFarBackAsItLacksSomething_aStepAfterTheOther() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> lacking(complete(names), asked.size() < 4 ? MARCH.minusMonths(asked.size()) : null);
        run(Duration.ofMinutes(10));

        assertThat(reaches)
                .containsExactly(
                        Reach.everything(null),
                        Reach.everything(MARCH.minusMonths(1)),
                        Reach.everything(MARCH.minusMonths(2)),
                        Reach.everything(MARCH.minusMonths(3)));
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isNull();
    }

    @Test
    void olderStepThatTheReceiverDoesNotAnswer_isDoneAgain_andThenGoesOn() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> switch (asked.size()) {
            case 1 -> lacking(complete(names), MARCH);
            case 2, 3 -> new VerifyReport(complete(names).devices(), "the receiver is away", false);
            default -> complete(names);
        };
        run(Duration.ofHours(1));

        assertThat(reaches.subList(1, reaches.size())).hasSize(3).containsOnly(Reach.everything(MARCH));
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isNull();
    }

    /** What it alone could bring back would be lost otherwise; the others are not held up by it. */
    @Test
    void terminalThatMissesAnOlderStep_isComparedAgainFromTheBeginning_alone() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> switch (asked.size()) {
            case 1 -> lacking(complete(names), MARCH);
            case 2 -> new VerifyReport(List.of(DeviceResult.failed("back", "away", false), fine("front")), null, false);
            default -> complete(names);
        };
        run(Duration.ofHours(1));

        assertThat(asked).hasSize(3);
        assertThat(asked.get(2)).containsExactly("back");
        assertThat(reaches.get(2)).isEqualTo(Reach.everything(null));
        assertThat(store.remembered(Fact.VERIFY_ASKED)).isNull();
    }

    /** Each round goes back a step at once, and finds one terminal still away: rounds come at growing distances all the same. */
    @Test
    void terminalThatMissesOlderSteps_isAskedAtGrowingDistances_asOftenAsRoundsAre() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> asked.size() % 2 == 1
                ? lacking(backIsAway(names), MARCH)
                : new VerifyReport(backIsAway(names).devices(), null, false);
        run(Duration.ofHours(5));

        assertThat(store.remembered(Fact.VERIFY_ASKED)).isEqualTo("store-2");
        assertThat(asked.size()).isBetween(20, 60);
        int before = asked.size();
        run(Duration.ofHours(1));
        assertThat(asked.size() - before).as("every quarter of an hour").isLessThanOrEqualTo(10);
    }

    private static VerifyReport backIsAway(Set<String> names) {
        return new VerifyReport(
                names.stream()
                        .map(name -> name.equals("back") ? DeviceResult.failed("back", "away", false) : fine(name))
                        .toList(),
                null,
                false);
    }

    @Test
    void olderStep_takesNoAlarmBack() {
        store.remember(Fact.VERIFY_ASKED, "store-2");
        answer = names -> asked.size() == 1 ? lacking(with(complete(names), absent("gone")), MARCH) : complete(names);
        run(Duration.ofMinutes(10));

        assertThat(asked).hasSize(2);
        assertThat(store.alarmed(CompletenessAlarm.KIND)).containsExactly("gone");
    }

    private static VerifyReport lacking(VerifyReport report, LocalDate before) {
        return new VerifyReport(report.devices(), report.problem(), report.refused(), before);
    }

    private static VerifyReport with(VerifyReport report, DeviceResult another) {
        List<DeviceResult> devices = new ArrayList<>(report.devices());
        devices.add(another);
        return new VerifyReport(devices, report.problem(), report.refused());
    }

    private static DeviceResult absent(String name) {
        return new DeviceResult(name, "KEY-OF-OLD", null, List.of(), List.of(open()), null, false);
    }

    private static DeviceResult fineBut(String name) {
        return new DeviceResult(name, name, null, List.of(day(true)), List.of(open()), null, false);
    }

    private static Finding open() {
        return new Finding(Finding.Kind.NOT_IN_RECEIVER, null, 7L, null, null, Finding.State.OPEN);
    }
}
