package dev.rollcall.agent.health;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.schedule.Task;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the agent's facts to the receiver now and then. A heartbeat that is not taken is not sent again. */
public final class Heartbeat implements Task {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final AgentConfig config;
    private final JournalFacts facts;
    private final Receiver receiver;
    private final StepListener listener;
    private final Sender sender;
    private final Supplier<@Nullable StatusReport> status;

    /** Who sends, and by which clock. */
    public record Sender(String agentId, String version, InstantSource clock) {}

    /** Creates one that tells only what the facts do. */
    public Heartbeat(AgentConfig config, JournalFacts facts, Receiver receiver, StepListener listener, Sender sender) {
        this(config, facts, receiver, listener, sender, () -> null);
    }

    /**
     * Creates it.
     *
     * @param status tells the agent's state; null for what is not known
     */
    public Heartbeat(
            AgentConfig config,
            JournalFacts facts,
            Receiver receiver,
            StepListener listener,
            Sender sender,
            Supplier<@Nullable StatusReport> status) {
        this.status = status;
        this.config = config;
        this.facts = facts;
        this.receiver = receiver;
        this.listener = listener;
        this.sender = sender;
    }

    @Override
    public Duration step() {
        ReceiverAnswer answer = send();
        listener.reached(Step.HEARTBEAT_SENT);
        if (answer.status() / 100 != 2) {
            log.debug("Heartbeat not taken: {}.", answer.describe());
        }
        return config.heartbeatEvery();
    }

    /** Sends one heartbeat and returns the answer. */
    public ReceiverAnswer send() {
        return receiver.heartbeat(message());
    }

    private HeartbeatMessage message() {
        JournalFacts.Backlog backlog = facts.backlog();
        StatusReport report = status.get();
        return new HeartbeatMessage(
                sender.agentId(),
                sender.version(),
                sender.clock().instant().toString(),
                facts.remembered(Fact.LAST_RUN),
                backlog.waiting(),
                backlog.blocked(),
                config.devices().stream().map(device -> state(device, report)).toList(),
                facts.health().alarms().stream().map(JournalFacts.Alarm::text).toList(),
                report == null ? null : report.problems(),
                report == null ? null : report.schedule().nextRun(),
                report == null ? null : Judgement.oldestWait(report).toSeconds());
    }

    private DeviceState state(DeviceConfig device, @Nullable StatusReport report) {
        DeviceFacts known = facts.device(device);
        LogState log = LogState.of(known.log(), List.of());
        return new DeviceState(
                known.key(),
                device.name(),
                known.lastRead() == null ? null : known.lastRead().toString(),
                known.checkpoint() == null ? null : known.checkpoint().toString(),
                known.waiting(),
                StatusReader.seconds(known.clockOffset()),
                log.ringFill(),
                alarms(known, sender.clock().instant()),
                log.covered(),
                log.gaps(),
                log.completeUntil(),
                condition(device, report),
                known.blocked(),
                known.quarantined(),
                log.lost());
    }

    private static @Nullable String condition(DeviceConfig device, @Nullable StatusReport report) {
        return report == null
                ? null
                : report.devices().stream()
                        .filter(state -> state.name().equals(device.name()))
                        .map(state -> state.condition().state())
                        .findFirst()
                        .orElse(null);
    }

    private static List<String> alarms(DeviceFacts known, Instant now) {
        List<String> alarms = new ArrayList<>();
        known.alarms().forEach(alarm -> alarms.add(alarm.text()));
        if (known.refusals().refusedNow(now)) {
            alarms.add("The device's password was refused and is not tried any more.");
        }
        if (known.lastProblem() != null) {
            alarms.add("The last attempt to read it failed: " + known.lastProblem());
        }
        if (known.quarantined() > 0) {
            alarms.add(known.quarantined() + " records were not understood.");
        }
        return alarms;
    }
}
