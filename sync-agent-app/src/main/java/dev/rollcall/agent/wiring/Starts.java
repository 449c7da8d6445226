package dev.rollcall.agent.wiring;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.schedule.CronTask;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.agent.schedule.RestartPause;
import dev.rollcall.agent.schedule.Task;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** When each device is read: at once, then by schedule, each agent at a moment of its own. Safe from any thread. */
final class Starts {

    private final AgentConfig config;
    private final Duration late;
    private final Holdbacks holdbacks;
    private final InstantSource clock;
    private final List<RestartPause> pauses = new CopyOnWriteArrayList<>();

    Starts(AgentConfig config, String agentId, Holdbacks holdbacks, InstantSource clock) {
        this.config = config;
        this.late = momentOf(agentId, config.pace().jitter());
        this.holdbacks = holdbacks;
        this.clock = clock;
    }

    /** Returns how a device is read. */
    Reading reading(DeviceConfig device, Runnable pass) {
        RestartPause pause = new RestartPause(
                holdbacks, "pass " + device.address(), config.pace().restartPause(), clock, System::nanoTime);
        pauses.add(pause);
        CronTask cron = new CronTask(config.schedule(), late, clock, pause.marking(pass));
        return new Reading(pause.before(cron), cron::runSoon);
    }

    /** Lets the next start begin at once, since this one ends in order. */
    void endInOrder() {
        pauses.forEach(RestartPause::lift);
    }

    /** Spreads agents evenly over the jitter, each always at the same moment: its readings stay equally far apart. */
    static Duration momentOf(String agentId, Duration jitter) {
        int places = 1_000;
        return jitter.multipliedBy(Math.floorMod(agentId.hashCode() * 0x9E3779B1, places))
                .dividedBy(places);
    }

    /**
     * How a device is read.
     *
     * @param task reads it when it is due
     * @param soon makes it due at the task's next step
     */
    record Reading(Task task, Runnable soon) {}
}
