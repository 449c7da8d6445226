package dev.rollcall.agent.journal;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.schedule.Holdback;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.DeviceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every journal must remember beside events: devices and how reading them went, alarms, single facts, holdbacks. */
public abstract class JournalFactsContract extends JournalFixture {

    @Test
    void meet_tellsOfAnotherDeviceAtTheSameAddress() {
        journal().meet(Events.sight(DEVICE, "front"));

        assertThat(journal().meet(Events.sight(DEVICE, "front"))).isNull();
        assertThat(journal().meet(Events.sight(DeviceKey.of("ZZ0000009"), "front")))
                .isEqualTo(DEVICE);
    }

    @Test
    void deviceThatAnswersNow_isTheOneAtTheAddress_alsoIfOurClockWasAheadBefore() {
        DeviceKey other = DeviceKey.of("ZZ0000009");
        journal().meet(sightAt(DEVICE, SEEN.plus(400, ChronoUnit.DAYS)));

        assertThat(journal().meet(sightAt(other, SEEN))).isEqualTo(DEVICE);
        assertThat(journal().meet(sightAt(other, SEEN.plusSeconds(1)))).isNull();
        assertThat(facts().device(FRONT).key()).isEqualTo(other.value());
        assertThat(journal().meet(sightAt(DEVICE, SEEN.plusSeconds(2)))).isEqualTo(other);
    }

    @Test
    void nameOfADevice_isTheOneItWasLastMetUnder() {
        begin();
        assertThat(tallies().nameOf(DEVICE)).isEqualTo("front");
        journal().meet(Events.sight(DEVICE, "back"));

        assertThat(tallies().nameOf(DEVICE)).isEqualTo("back");
        assertThat(tallies().nameOf(DeviceKey.of("NEVER-MET"))).isNull();
    }

    @Test
    void passes_tellWhenADeviceWasRead_andWhyNot() {
        journal().endPass(begin(), DEVICE, null, "it went away", SEEN);
        JournalFacts.DeviceFacts failed = facts().device(FRONT);
        journal().endPass(begin(), DEVICE, null, null, SEEN.plusSeconds(1));
        JournalFacts.DeviceFacts read = facts().device(FRONT);

        assertThat(failed.lastProblem()).isEqualTo("it went away");
        assertThat(failed.lastRead()).isNull();
        assertThat(read.lastProblem()).isNull();
        assertThat(read.lastRead()).isEqualTo(SEEN.plusSeconds(1));
    }

    @Test
    void attemptThatMetNobody_isTheLastProblem_untilOneSucceeds() {
        journal().endPass(begin(), DEVICE, null, "it went away", SEEN);
        journal().attempted(FRONT, "UNAVAILABLE", "it does not answer", SEEN.plusSeconds(1));
        String away = facts().device(FRONT).lastProblem();
        journal().attempted(FRONT, null, null, SEEN.plusSeconds(2));

        assertThat(away).isEqualTo("it does not answer");
        assertThat(facts().device(FRONT).lastProblem()).isNull();
    }

    @Test
    void alarmsAndFacts_areRemembered() {
        begin();
        journal().raise("log-reset", "front", "first", SEEN);
        journal().raise("log-reset", "front", "again", SEEN.plusSeconds(1));
        journal().remember(Fact.LAST_RUN, "now");

        assertThat(facts().device(FRONT).alarms())
                .containsExactly(new JournalFacts.Alarm("log-reset", "again", SEEN.plusSeconds(1)));
        assertThat(facts().remembered(Fact.LAST_RUN)).isEqualTo("now");
        assertThat(journal().agentId()).isEqualTo(journal().agentId()).isEqualTo(facts().remembered(Fact.AGENT_ID));
    }

    @Test
    void loweredAlarm_isGone() {
        begin();
        journal().raise("not-read", "front", "away", SEEN);
        journal().lower("not-read", "front");
        journal().lower("never-raised", "front");

        assertThat(facts().device(FRONT).alarms()).isEmpty();
    }

    @Test
    void alarmOfLongAgo_isGone_andOneThatWasRaisedAgainStands() {
        begin();
        journal().raise("two-devices", "front", "both answer", SEEN);
        journal().lower("two-devices", "front", SEEN);
        assertThat(facts().alarmed("two-devices")).containsExactly("front");

        journal().lower("two-devices", "front", SEEN.plusSeconds(1));
        assertThat(facts().alarmed("two-devices")).isEmpty();
    }

    @Test
    void alarmed_namesWhomAKindOfAlarmConcerns() {
        begin();
        journal().raise("not-read", "front", "away", SEEN);
        journal().raise("not-read", "the back door", "away", SEEN);
        journal().raise("not-read-at-all", "side", "away", SEEN);
        journal().lower("not-read", "front");

        assertThat(facts().alarmed("not-read")).containsExactly("the back door");
    }

    @Test
    void proof_saysWhenItsDayWasComparedLast_alsoIfItSaysTheSame() {
        begin();
        LocalDate day = MORNING.toLocalDate();
        tallies().keepProofs(DEVICE, new TreeMap<>(Map.of(day, "a", day.plusDays(1), "b")), SEEN);
        tallies().keepProofs(DEVICE, new TreeMap<>(Map.of(day, "a")), SEEN.plusSeconds(9));

        assertThat(tallies().proofsKeptAt(DEVICE))
                .containsOnly(Map.entry(day, SEEN.plusSeconds(9)), Map.entry(day.plusDays(1), SEEN));
        assertThat(tallies().proofsKeptAt(DeviceKey.of("NEVER-MET"))).isEmpty();
    }

    @Test
    void holdback_isKept_replacedAndLifted() {
        Holdback first = Holdback.of(3, SEEN, Duration.ofMinutes(15), "digest");
        Holdback second = Holdback.of(4, SEEN.plusSeconds(1), Duration.ofSeconds(1), "other");
        holdbacks().keep("relay", first);
        holdbacks().keep("lane x", second);
        assertThat(holdbacks().of("relay")).isEqualTo(first);

        holdbacks().keep("relay", second);
        assertThat(holdbacks().of("relay")).isEqualTo(second);
        holdbacks().lift("relay");
        assertThat(holdbacks().of("relay")).isNull();
        assertThat(holdbacks().of("lane x")).isEqualTo(second);
    }

    private static DeviceSight sightAt(DeviceKey key, Instant at) {
        return new DeviceSight(key, "front", FRONT.address(), null, null, null, null, at);
    }
}
