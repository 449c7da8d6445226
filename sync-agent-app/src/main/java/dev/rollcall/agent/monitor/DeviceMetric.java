package dev.rollcall.agent.monitor;

import dev.rollcall.agent.health.StatusReport.DeviceState;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every metric of one terminal, labelled with its configured name. All are gauges. */
enum DeviceMetric {
    UP(
            "0 if the last attempt to read it failed or its password is withheld, else 1",
            device -> Metric.truth(device.condition().state().equals("ok")
                    || device.condition().state().equals("never-read"))),
    LAST_READ_TIMESTAMP_SECONDS(
            "When it was last read to the end, Unix time", device -> Metric.time(device.lastRead())),
    FAILED_ATTEMPTS("How many attempts in a row have failed to read it", device ->
            (double) device.condition().failures()),
    PASSWORD_WITHHELD(
            "1 if its password was refused and is not tried any more, else 0",
            device -> Metric.truth(device.passwordWithheld())),
    EVENTS("Events of it in the journal", device -> (double) device.events()),
    EVENTS_WAITING("Events of it that the receiver has not taken yet", device -> (double) device.waiting()),
    EVENTS_REJECTED("Events of it that the receiver does not take", device -> (double) device.blocked()),
    RECORDS_NOT_UNDERSTOOD("Records of it that were not understood", device -> (double) device.quarantined()),
    EVENTS_LOST("Events that it lost before they were read, and nobody has accepted that", device ->
            (double) device.log().lost()),
    MEMORY_UNREAD_RATIO(
            "Which share of its memory holds events not read yet, 0 to 1",
            device -> device.log().ringFill()),
    CLOCK_AHEAD_SECONDS(
            "How far its clock is ahead of this computer's, negative if behind", DeviceState::clockOffsetSeconds),
    ALARMS("Alarms that stand for it", device -> (double) device.alarms().size());

    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // functions that keep nothing
    private final Function<DeviceState, @Nullable Double> value;

    DeviceMetric(String help, Function<DeviceState, @Nullable Double> value) {
        this.help = help;
        this.value = value;
    }

    /** Returns the name, such as {@code rollcall_agent_device_up}. */
    String id() {
        return "rollcall_agent_device_" + name().toLowerCase(Locale.ROOT);
    }

    String help() {
        return help;
    }

    /** Returns the value; null if it is not known. */
    @Nullable Double of(DeviceState device) {
        return value.apply(device);
    }
}
