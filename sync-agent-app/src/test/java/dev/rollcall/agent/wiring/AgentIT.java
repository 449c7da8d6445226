package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.StubReceiver;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole agent against a simulated terminal and a stub receiver: runs, passwords, delivery, crashes. */
class AgentIT extends AgentAgainstSimulator {

    @Test
    void firstRun_readsEverythingTheDeviceHolds_andDeliversWhatTravels() throws IOException {
        terminal.device().seed(1, 400);

        SyncReport report = sync();

        assertThat(report.complete()).as("%s", report).isTrue();
        assertThat(report.passes().get(0).tally().journaled()).isEqualTo(400);
        assertThat(receiver.stored())
                .hasSize((int) travelling(terminal.device().events().stream()))
                .doesNotHaveDuplicates();
        assertThat(receiver.shapeProblems()).isEmpty();
        assertThat(receiver.encodings()).contains("gzip");
    }

    @Test
    void secondRun_bringsOnlyWhatIsNew() throws IOException {
        terminal.device().seed(1, 50);
        sync();
        int before = receiver.stored().size();
        terminal.device().punch(NIMAL, 75);

        SyncReport report = sync();

        assertThat(report.complete()).isTrue();
        assertThat(report.passes().get(0).tally().journaled()).isEqualTo(1);
        assertThat(receiver.stored()).hasSize(before + 1);
    }

    @Test
    void wrongPassword_isPresentedAtMostTwiceOverManyRuns() throws IOException {
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), "wrong-password");

        for (int run = 0; run < 5; run++) {
            SyncReport report = sync();
            assertThat(report.deviceRefused()).isTrue();
            assertThat(report.passes().get(0).failure().reason())
                    .contains("doctor --retry front")
                    .doesNotContain("wrong-password");
        }

        assertThat(terminal.refusedPasswords()).isBetween(1, 2);
        assertThat(terminal.locked()).isFalse();
        assertThat(status().devices().get(0).passwordWithheld()).isTrue();
    }

    @Test
    void correctedPassword_isTriedAtOnce() throws IOException {
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), "wrong-password");
        for (int run = 0; run < 3; run++) {
            sync();
        }
        terminal.device().punch(NIMAL, 75);
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), PASSWORD);

        assertThat(sync().complete()).isTrue();
    }

    @Test
    void failingDevice_doesNotHoldUpTheOthers() throws IOException {
        terminal.device().punch(NIMAL, 75);
        home = new AgentHome(folder)
                .receiver(receiver.url())
                .device("gone", 1, PASSWORD)
                .device("front", terminal.port(), PASSWORD);

        SyncReport report = sync();

        assertThat(report.passes()).extracting(PassResult::device).containsExactly("gone", "front");
        assertThat(report.passes().get(0).complete()).isFalse();
        assertThat(report.passes().get(1).complete()).isTrue();
        assertThat(report.complete()).isFalse();
        assertThat(receiver.stored()).hasSize(1);
    }

    @Test
    void receiverAway_namesWhatWaits_andLaterDeliversIt() throws IOException {
        terminal.device().punch(NIMAL, 75);
        receiver.answerAlwaysWith(StubReceiver.Scripted.status(503));

        SyncReport away = sync();
        receiver.answerWell();
        SyncReport back = sync();

        assertThat(away.complete()).isFalse();
        assertThat(away.waiting()).isEqualTo(1);
        assertThat(away.delivery().problems()).anyMatch(problem -> problem.contains("503"));
        assertThat(back.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(1);
    }

    @Test
    void rejectedEvent_isListedWithItsReason_andSentAgainToANewReceiverVersion() throws IOException {
        terminal.device().punch(NIMAL, 75);
        receiver.reject(event -> true);

        SyncReport rejected = sync();
        StatusReport listed = status();
        receiver.reject(event -> false);
        receiver.become("store-1", "2.0.0");
        terminal.device().punch(NIMAL, 38);
        sync();
        SyncReport afterwards = sync();

        assertThat(rejected.complete()).isFalse();
        assertThat(listed.rejected())
                .hasSize(1)
                .allMatch(event -> event.reason().equals("not today"));
        assertThat(afterwards.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(2);
    }

    @Test
    void diedAtAnyStep_theNextSyncCompletes() throws IOException {
        terminal.device().seed(7, 70);
        long travelling = travelling(terminal.device().events().stream());
        Set<Step> met = EnumSet.noneOf(Step.class);
        for (Step step : Step.values()) {
            terminal.device().punch(NIMAL, 75);
            travelling++;
            try (Agent agent = Agent.open(home.config(), dieAt(step, met))) {
                agent.syncOnce();
            } catch (Died died) {
                // as intended
            }
            SyncReport report = sync();
            assertThat(report.complete())
                    .as("after dying at %s: %s", step, report)
                    .isTrue();
            assertThat(receiver.stored()).as("after dying at %s", step).hasSize((int) travelling);
        }
        assertThat(met).isEqualTo(EnumSet.allOf(Step.class));
    }

    @Test
    void secondAgent_isTurnedAway_andStatusWorksBeside() throws IOException {
        terminal.device().punch(NIMAL, 75);
        try (Agent agent = Agent.open(home.config())) {
            agent.syncOnce();

            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Agent.open(home.config()))
                    .isInstanceOf(AgentBusyException.class)
                    .hasMessageContaining("data");
            assertThat(status().devices().get(0).events()).isEqualTo(1);
        }
    }

    private static StepListener dieAt(Step step, Set<Step> met) {
        return reached -> {
            if (reached == step) {
                met.add(step);
                throw new Died();
            }
        };
    }

    private static final class Died extends Error {}
}
