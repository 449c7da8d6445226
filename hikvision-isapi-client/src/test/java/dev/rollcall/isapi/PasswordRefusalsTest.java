package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PasswordRefusalsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    @Test
    void firstRefusal_letsItBeShownOnceMore() {
        assertThat(PasswordRefusals.NONE.withheldUntil(NOW)).isNull();
        assertThat(PasswordRefusals.NONE.refused(true, 4, NOW).withheldUntil(NOW))
                .isNull();
    }

    @Test
    void secondExplicitRefusal_withholdsUntilSomebodyActs() {
        PasswordRefusals twice = PasswordRefusals.NONE.refused(true, 4, NOW).refused(false, null, NOW);

        assertThat(twice.latched()).isTrue();
        assertThat(twice.withheldUntil(NOW.plus(Duration.ofDays(365)))).isEqualTo(Instant.MAX);
    }

    @Test
    void unclearRefusals_areProbedOnceInSixHours() {
        PasswordRefusals twice = PasswordRefusals.NONE.refused(false, null, NOW).refused(false, 4, NOW);
        Instant probe = NOW.plus(Duration.ofHours(6));

        assertThat(twice.withheldUntil(NOW.plusSeconds(1))).isEqualTo(probe);
        assertThat(twice.withheldUntil(probe)).isNull();
        assertThat(twice.refused(false, null, probe).withheldUntil(probe.plusSeconds(1)))
                .isEqualTo(probe.plus(Duration.ofHours(6)));
    }

    @Test
    void fewTriesLeft_areNeverProbed() {
        PasswordRefusals twice = PasswordRefusals.NONE.refused(false, 4, NOW).refused(false, 3, NOW);

        assertThat(twice.withheldUntil(NOW.plus(Duration.ofDays(1)))).isEqualTo(Instant.MAX);
    }

    @Test
    void lock_isWaitedFor_andDoesNotCount() {
        PasswordRefusals locked = PasswordRefusals.NONE.locked(Duration.ofMinutes(10), NOW);

        assertThat(locked.count()).isZero();
        assertThat(locked.withheldUntil(NOW.plus(Duration.ofMinutes(10)))).isNotNull();
        assertThat(locked.withheldUntil(NOW.plus(Duration.ofMinutes(11)))).isNull();
    }

    @Test
    void silence_restsHalfAnHour_andIsJudgedTogetherWithRefusals() {
        PasswordRefusals silent = PasswordRefusals.NONE.presented(NOW).presented(NOW);
        Instant rested = NOW.plus(PasswordRefusals.REST);

        assertThat(silent.withheldUntil(NOW)).isEqualTo(rested);
        assertThat(silent.restsOnly(NOW)).isTrue();
        assertThat(silent.refusedNow(NOW)).isFalse();
        assertThat(silent.withheldUntil(rested)).isNull();
        assertThat(silent.presented(rested).withheldUntil(rested)).isEqualTo(rested.plus(PasswordRefusals.REST));
        assertThat(silent.refused(true, 4, rested).withheldUntil(rested)).isEqualTo(Instant.MAX);
        assertThat(silent.refused(true, 4, rested).refusedNow(rested)).isTrue();
        assertThat(silent.refused(false, 4, rested).withheldUntil(rested))
                .isEqualTo(rested.plus(PasswordRefusals.REST));
        assertThat(PasswordRefusals.NONE
                        .refused(true, 4, NOW)
                        .presented(NOW)
                        .withheldUntil(NOW.plus(Duration.ofDays(1))))
                .isEqualTo(Instant.MAX);
    }

    @Test
    void answer_takesBackWhatWasCountedBeforeIt() {
        PasswordRefusals cutOnce = PasswordRefusals.NONE.presented(NOW);

        assertThat(cutOnce.answered()).isEqualTo(PasswordRefusals.NONE);
        assertThat(cutOnce.presented(NOW).answered()).isEqualTo(cutOnce);
        assertThat(cutOnce.presented(NOW).answered().withheldUntil(NOW)).isNull();
    }

    @Test
    void explicitRefusal_endsTrust_andAnUnclearOneSuspendsIt() {
        assertThat(PasswordRefusals.ACCEPTED.trusted()).isTrue();
        assertThat(PasswordRefusals.ACCEPTED.refused(false, null, NOW))
                .returns(true, PasswordRefusals::accepted)
                .returns(false, PasswordRefusals::trusted);
        assertThat(PasswordRefusals.ACCEPTED.refused(true, null, NOW).accepted())
                .isFalse();
    }

    @Test
    void clockSetBack_doesNotProlongTheRest() {
        PasswordRefusals silent = PasswordRefusals.NONE.presented(NOW).presented(NOW);
        Instant before = NOW.minus(Duration.ofDays(300));

        assertThat(silent.withheldUntil(NOW.minusSeconds(1))).isNotNull();
        assertThat(silent.withheldUntil(before)).isNull();
        assertThat(silent.presented(before).withheldUntil(before)).isEqualTo(before.plus(PasswordRefusals.REST));
    }
}
