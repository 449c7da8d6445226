package dev.rollcall.agent.health;

import dev.rollcall.agent.command.Asked;
import dev.rollcall.agent.command.CommandTable;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.StatusReport.BackfillState;
import dev.rollcall.agent.health.StatusReport.CommandState;
import dev.rollcall.agent.health.StatusReport.DeviceState;
import dev.rollcall.agent.health.StatusReport.QueueState;
import dev.rollcall.agent.health.StatusReport.ReceiverState;
import dev.rollcall.agent.health.StatusReport.RejectedEvent;
import dev.rollcall.agent.health.StatusReport.Running;
import dev.rollcall.agent.health.StatusReport.ScheduleState;
import dev.rollcall.agent.journal.Backfill;
import dev.rollcall.agent.journal.DeviceHistory;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalFacts.Backlog;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.JournalHealth;
import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.isapi.PasswordRefusals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the agent's state from its journal. */
public final class StatusReader {

    private static final int SHOWN_REJECTED = 20;
    private static final double MILLIS = 1_000.0;
    private static final String DAEMON = "run";
    private static final DeviceFacts NOTHING = new DeviceFacts(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            0,
            0,
            0,
            0,
            0,
            PasswordRefusals.NONE,
            List.of(),
            LogFacts.NONE);
    private static final DeviceHistory.Past NO_PAST =
            new DeviceHistory.Past(null, null, Map.of(), List.of(), DeviceHistory.Queue.EMPTY, List.of());

    private final AgentConfig config;
    private final Situation situation;

    /**
     * Creates a reader.
     *
     * @param situation what the journal cannot tell
     */
    public StatusReader(AgentConfig config, Situation situation) {
        this.config = config;
        this.situation = situation;
    }

    /** Returns the state of an agent that has never run. */
    public StatusReport beforeFirstRun() {
        List<DeviceState> devices = config.devices().stream()
                .map(device -> state(device, NOTHING, NO_PAST, null))
                .toList();
        return judged(new StatusReport(
                null,
                null,
                0,
                0,
                0,
                new ReceiverState(url(), null, null, null, null, null),
                devices,
                List.of(),
                situation.version(),
                new Running(false, null),
                new ScheduleState(config.schedule().toString(), null),
                List.of(),
                JournalStates.of(config, JournalHealth.NONE),
                config.warnings(),
                ListenerState.beforeFirstRun(config),
                List.of()));
    }

    /** Returns the state as the journal has it. */
    public StatusReport read(JournalFacts facts, DeviceHistory history, CommandTable commands, PushBook pushes) {
        Backlog backlog = facts.backlog();
        String holder = situation.lockHeld() ? facts.remembered(Fact.HOLDER) : null;
        boolean daemon = DAEMON.equals(holder);
        Instant nextRun = daemon ? config.schedule().nextAfter(situation.now()) : null;
        Map<DeviceConfig, DeviceFacts> known = new LinkedHashMap<>();
        config.devices().forEach(device -> known.put(device, facts.device(device)));
        List<DeviceState> devices = new ArrayList<>();
        known.forEach((device, its) -> devices.add(state(device, its, history.of(device), nextRun)));
        DeviceFacts any = known.values().iterator().next();
        List<RejectedEvent> rejected = facts.blocked(SHOWN_REJECTED).stream()
                .map(event -> new RejectedEvent(event.id(), event.device(), event.reason()))
                .toList();
        AgentClock clock = AgentClock.of(facts.remembered(Fact.CLOCK_AHEAD));
        return judged(new StatusReport(
                facts.remembered(Fact.AGENT_ID),
                facts.remembered(Fact.LAST_RUN),
                backlog.waiting(),
                backlog.blocked(),
                backlog.settled(),
                new ReceiverState(
                        url(),
                        facts.remembered(Fact.RECEIVER_ANSWERED_AT),
                        facts.remembered(Fact.RECEIVER_VERSION),
                        facts.remembered(Fact.DELIVERY_PROBLEM),
                        clock == null ? null : clock.ahead().toSeconds(),
                        clock == null ? null : clock.problem()),
                devices,
                rejected,
                situation.version(),
                new Running(daemon, holder),
                new ScheduleState(config.schedule().toString(), text(nextRun)),
                commands.open().stream().map(StatusReader::command).toList(),
                JournalStates.of(config, facts.health()),
                config.warnings(),
                ListenerState.of(config, daemon, any, pushes),
                List.of()));
    }

    private StatusReport judged(StatusReport report) {
        return report.withProblems(Judgement.problems(report, situation.now()));
    }

    private String url() {
        return config.receiver().url().toString();
    }

    private DeviceState state(
            DeviceConfig device, DeviceFacts facts, DeviceHistory.Past past, @Nullable Instant nextRun) {
        return new DeviceState(
                device.name(),
                device.address(),
                facts.key(),
                facts.model(),
                facts.firmware(),
                facts.zone(),
                text(facts.lastRead()),
                text(facts.checkpoint()),
                seconds(facts.clockOffset()),
                facts.events(),
                facts.waiting(),
                facts.blocked(),
                facts.quarantined(),
                facts.contradictions(),
                facts.refusals().count(),
                facts.refusals().refusedNow(situation.now()),
                facts.lastProblem(),
                facts.alarms().stream().map(JournalFacts.Alarm::text).toList(),
                Condition.of(device.name(), facts, past.attempt(), nextRun, situation.now()),
                past.zoneProblem(),
                past.timeQuality(),
                queue(past.queue()),
                past.backfills().stream().map(StatusReader::backfill).toList(),
                LogState.of(facts.log(), past.resets()));
    }

    private QueueState queue(DeviceHistory.Queue queue) {
        Instant oldest = queue.oldestSeenAt();
        return new QueueState(
                text(oldest),
                oldest == null
                        ? null
                        : Duration.between(oldest, situation.now()).toSeconds(),
                text(queue.nextAttempt()),
                queue.reason());
    }

    private static BackfillState backfill(Backfill backfill) {
        return new BackfillState(
                backfill.from().toString(),
                text(backfill.to()),
                text(backfill.reached()),
                backfill.tally().read());
    }

    private static CommandState command(Asked asked) {
        return new CommandState(
                asked.id(),
                asked.name(),
                asked.state().name().toLowerCase(Locale.ROOT),
                asked.askedAt().toString(),
                text(asked.heartbeat()),
                asked.progress());
    }

    static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / MILLIS;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /**
     * What the journal cannot tell.
     *
     * @param now      the time by which withheld passwords and ages are judged
     * @param version  the version of this program
     * @param lockHeld whether a process works with the data folder
     */
    public record Situation(Instant now, String version, boolean lockHeld) {}
}
