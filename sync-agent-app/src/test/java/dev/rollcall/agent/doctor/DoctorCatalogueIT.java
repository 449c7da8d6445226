package dev.rollcall.agent.doctor;

import static dev.rollcall.agent.doctor.DoctorWorld.NIMAL;
import static dev.rollcall.agent.doctor.DoctorWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.agent.wiring.Agent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each line of the doctor is made to fail and shows its remedy; in a house where all is well none fails. Each test has a world of its own. */
@Execution(ExecutionMode.CONCURRENT)
class DoctorCatalogueIT {

    /** What is only advice and true of every simulated terminal. */
    private static final Set<String> ALWAYS_ADVISED = Set.of("device-https");

    @TempDir
    private Path folder;

    private DoctorWorld world;

    @BeforeEach
    void start() throws IOException {
        world = new DoctorWorld(folder);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(Check.class)
    void everyCheck_canFail_andShowsItsRemedy(Check check) throws Exception {
        DoctorFaults.Fault fault = DoctorFaults.of(check);
        assertThat(fault).as("a fault that makes " + check + " fail").isNotNull();

        List<Finding> judged = fault.in(world);
        int exit = judged.isEmpty() ? world.run("doctor") : Diagnosis.of(judged).exitCode();
        String text = judged.isEmpty() ? world.printed() : Diagnosis.of(judged).text();

        String line = check.level().mark() + " +[\\w -]+, " + Pattern.quote(check.title()) + ": .+ "
                + Pattern.quote(check.remedy()).replace("DEVICE", "\\E\\w+\\Q");
        assertThat(text).containsPattern(Pattern.compile("(?m)^" + line + "$"));
        assertThat(text).doesNotContain(PASSWORD).doesNotContain("rc_agent_canary_token");
        if (check.level() == Level.PROBLEM) {
            assertThat(exit).as("%s", text).isEqualTo(check.exitCode());
        }
    }

    @Test
    void wellKeptHouse_hasNothingToAdviseOn() throws Exception {
        try (Agent daemon = Agent.open(world.config())) {
            Thread running = new Thread(daemon::run, "daemon");
            running.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Agent.status(world.config()).lastRun() != null);

            assertThat(world.run("doctor", "--json")).as(world.printed()).isZero();
        }
        List<String> bad = new ArrayList<>();
        List<String> unchecked = new ArrayList<>();
        for (JsonNode finding : world.json().get("findings")) {
            String level = finding.get("level").asText();
            if (level.equals("problem") || level.equals("advice")) {
                bad.add(finding.get("check").asText());
            } else if (level.equals("not-checked")) {
                unchecked.add(finding.get("check").asText());
            }
        }
        bad.removeAll(ALWAYS_ADVISED);
        assertThat(bad).as(world.printed()).isEmpty();
        assertThat(unchecked).as("versions of a program that is not packaged").containsOnly("receiver-version");
    }

    @Test
    void wrongPassword_isShownOnceByEachDoctor_andAtMostTwiceInAll() throws Exception {
        world.terminal.device().punch(NIMAL, 75);
        world.home = world.home("wrong");

        assertThat(world.run("doctor")).isEqualTo(3);
        assertThat(world.terminal.refusedPasswords()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            assertThat(world.run("doctor")).isEqualTo(3);
        }
        assertThat(world.terminal.refusedPasswords()).isEqualTo(2);
        int asked = world.terminal.requests().size();
        world.run("doctor");
        assertThat(world.terminal.requests())
                .as("a withheld password: nothing is asked")
                .hasSize(asked);
        assertThat(world.printed()).contains("its password is withheld");
    }

    @Test
    void terminalThatIsBeingRead_isAskedNothing_andJudgedByWhatIsKnown() throws Exception {
        world.environment.put("ROLLCALL_TIMEOUTS_DEVICE_READ", "1s");
        world.terminal.device().seed(1, 400);
        world.terminal.setLatency(Duration.ofMillis(400));
        try (Agent daemon = Agent.open(world.config())) {
            Thread running = new Thread(daemon::run, "daemon");
            running.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !world.terminal.requests().isEmpty());

            assertThat(world.run("doctor")).as(world.printed()).isZero();
            world.terminal.setLatency(Duration.ZERO);
        }
        assertThat(world.printed())
                .containsPattern("not checked front, reachable, .+: it is being read just now")
                .containsPattern("advice +front, first reading");
    }

    @Test
    void json_saysTheSame_withNamesForMachines() throws Exception {
        world.terminal.device().advance(Duration.ofMinutes(5));

        assertThat(world.run("doctor", "--json")).isEqualTo(1);
        JsonNode clock = null;
        for (JsonNode finding : world.json().get("findings")) {
            clock = finding.get("check").asText().equals("device-clock") ? finding : clock;
        }
        assertThat(clock).isNotNull();
        assertThat(clock.get("subject").asText()).isEqualTo("front");
        assertThat(clock.get("level").asText()).isEqualTo("problem");
        assertThat(clock.get("text").asText()).contains("ahead of the receiver's");
        assertThat(clock.get("remedy").asText()).isEqualTo(Check.DEVICE_CLOCK.remedy());
        assertThat(world.json().get("exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void wrongConfiguration_isFoundByTheDoctor_alsoForMachines() throws Exception {
        world.home.with("hoursBack: many\nschedule: sometimes");

        assertThat(world.run("doctor", "--json")).isEqualTo(2);
        assertThat(world.json().get("exitCode").asInt()).isEqualTo(2);
        assertThat(world.json().get("findings").get(1).get("level").asText()).isEqualTo("problem");
        assertThat(world.json().get("findings").get(2).get("level").asText()).isEqualTo("not-checked");
    }
}
