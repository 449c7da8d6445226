package dev.rollcall.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.doctor.Inspector.PushTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a terminal posts to, and what is said of it. */
class PushChecksTest {

    private static final String PATH = "/api/attendance/webhook/canary-secret";
    private static final Patient.Listening HERE = new Patient.Listening(8099, PATH);
    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "192.168.1.200", 80, "admin", Secret.of("x"), null, null);

    @Test
    void ownTarget_isRecognisedByItsPath_orByItsPortWherePathsAreNotKept() {
        assertThat(level(Check.DEVICE_PUSH_MISSING, HERE, target("HTTP", "192.168.1.10", 8099, PATH)))
                .isEqualTo(Level.OK);
        assertThat(level(Check.DEVICE_PUSH_MISSING, HERE, target("HTTP", "192.168.1.10", 8099, null)))
                .isEqualTo(Level.OK);
        assertThat(level(Check.DEVICE_PUSH_MISSING, HERE, target("HTTP", "192.168.1.10", 8099, PATH + "x")))
                .isEqualTo(Level.ADVICE);
        assertThat(level(Check.DEVICE_PUSH_MISSING, null)).isEqualTo(Level.OK);
    }

    @Test
    void targetAtItself_orAtNobodyWithAPath_isAProblem_butAFreeEntryIsNot() {
        assertThat(level(Check.DEVICE_PUSH_NOWHERE, HERE, target("HTTP", "127.0.0.1", 8099, PATH)))
                .isEqualTo(Level.PROBLEM);
        assertThat(level(Check.DEVICE_PUSH_NOWHERE, HERE, target("HTTP", "0.0.0.0", 80, "/api/hook")))
                .isEqualTo(Level.PROBLEM);
        assertThat(level(Check.DEVICE_PUSH_NOWHERE, HERE, target("HTTP", "0.0.0.0", 80, "/")))
                .isEqualTo(Level.OK);
        assertThat(level(Check.DEVICE_PUSH_NOWHERE, HERE, target(null, null, null, null)))
                .isEqualTo(Level.OK);
    }

    @Test
    void foreignTarget_isToldWithoutItsPath_butAReceiversIsNotForeign() {
        assertThat(level(Check.DEVICE_PUSH_FOREIGN, HERE, target("EHome", "10.0.0.9", 7660, null)))
                .isEqualTo(Level.ADVICE);
        assertThat(level(
                        Check.DEVICE_PUSH_FOREIGN,
                        HERE,
                        target("HTTPS", "attendance.example.com", 443, "/api/attendance/webhook/other")))
                .isEqualTo(Level.OK);
        List<Finding> found = examine(HERE, target("HTTP", "10.0.0.9", 80, "/hook?key=canary-secret"));
        assertThat(found).extracting(Finding::text).anyMatch(text -> text.contains("10.0.0.9:80 (entry 1)"));
        assertThat(found.toString()).doesNotContain("canary-secret");
    }

    private static Level level(Check check, Patient.Listening listening, PushTarget... targets) {
        return examine(listening, targets).stream()
                .filter(finding -> finding.check() == check)
                .findFirst()
                .orElseThrow()
                .level();
    }

    private static List<Finding> examine(Patient.Listening listening, PushTarget... targets) {
        Findings found = new Findings("front");
        new PushChecks(FRONT, listening, found).examine(List.of(targets));
        return found.all();
    }

    private static PushTarget target(String protocol, String address, Integer port, String path) {
        return new PushTarget("1", protocol, address, port, path);
    }
}
