package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hole in the numbers ends: found, absent, or overwritten. */
class GapEndingsTest {

    private final ComparedSite site = new ComparedSite();

    private List<Kind> found() {
        return site.verify().devices().stream()
                .flatMap(device -> device.allFindings().stream())
                .map(Finding::kind)
                .distinct()
                .toList();
    }

    @Test
    void holeOfATerminalThatIsReadByTime_isAbsent_onceAnotherNightFindsItToo() {
        site.punches(5);
        site.fake.delete(3, 3);
        assertThat(found()).containsExactly(Kind.GAP);

        site.nights(2);

        assertThat(found()).containsExactly(Kind.ABSENT);
        assertThat(site.verify().exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(site.alarmed()).isEmpty();
    }

    @Test
    void holeOfATerminalThatIsReadByTime_isOverwritten_onceAllAroundItIs() {
        site.punches(5);
        site.fake.delete(3, 3);
        site.pass();
        site.punches(4);
        site.fake.overwriteAllBut(2);
        site.pass();

        assertThat(found()).containsExactly(Kind.OVERWRITTEN);
    }

    @Test
    void holeOfALogThatWasClearedSince_isLost_withinItsTimes() {
        site.punches(5);
        site.fake.delete(3, 3);
        assertThat(found()).containsExactly(Kind.GAP);
        site.fake.clearLog();
        site.punches(2);
        site.pass();

        VerifyReport report = site.verify();

        assertThat(report.devices().get(0).findings())
                .filteredOn(finding -> Long.valueOf(3).equals(finding.serialNo()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.OVERWRITTEN);
                    assertThat(finding.wallClock()).isNotNull();
                    assertThat(finding.notAfter()).isNotNull();
                });
        assertThat(found()).doesNotContain(Kind.GAP);
    }

    @Test
    void holeBesideARecordThatNobodyUnderstands_isAbsentAllTheSame() {
        site.fake.searchBySerial();
        site.punches(5);
        site.fake.garble(4L);
        site.fake.delete(3, 3);

        assertThat(found()).contains(Kind.ABSENT).doesNotContain(Kind.GAP);
    }
}
