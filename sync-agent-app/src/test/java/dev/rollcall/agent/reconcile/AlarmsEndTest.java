package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Alarms that a later pass disproves are taken back by it. */
class AlarmsEndTest {

    private final ComparedSite site = new ComparedSite();

    @Test
    void classThatCanBeReadAgain_isNoAlarm() {
        site.punches(1);
        site.fake.refuseMajors(0, 3);
        site.pass();
        assertThat(site.alarms("class-unreadable-3")).hasSize(1);

        site.fake.refuseMajors(0);
        site.pass();

        assertThat(site.alarms("class-unreadable-3")).isEmpty();
    }

    @Test
    void classOfATerminalThatNowTakesAllAtOnce_isNoAlarm() {
        site.punches(1);
        site.fake.refuseMajors(0, 2);
        site.pass();
        assertThat(site.alarms("class-unreadable-2")).hasSize(1);

        site.fake.refuseMajors();
        site.pass();

        assertThat(site.alarms("class-unreadable-2")).isEmpty();
    }

    @Test
    void replacedTerminal_isTold_forAWeek() {
        site.punches(1);
        site.pass();
        site.fake.become(DeviceKey.of("FX0000002"));
        site.pass();

        site.world.runFor(Duration.ofDays(6));
        site.pass();
        assertThat(site.alarms("device-replaced")).hasSize(1);

        site.world.runFor(Duration.ofDays(2));
        site.pass();
        assertThat(site.alarms("device-replaced")).isEmpty();
    }

    @Test
    void twoDevicesAtOneAddress_areTold_untilOneAloneHasAnsweredForADay() {
        site.punches(1);
        site.pass();
        site.store.raise("two-devices", "front", "both answer", site.world.instant());

        site.pass();
        assertThat(site.alarms("two-devices")).hasSize(1);

        site.world.runFor(Duration.ofHours(25));
        site.pass();
        assertThat(site.alarms("two-devices")).isEmpty();
    }
}
