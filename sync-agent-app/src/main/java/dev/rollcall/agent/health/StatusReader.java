package dev.rollcall.agent.health;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.StatusReport.DeviceState;
import dev.rollcall.agent.health.StatusReport.ReceiverState;
import dev.rollcall.agent.health.StatusReport.RejectedEvent;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalFacts.Backlog;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.PasswordRefusals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the agent's state from its journal. */
public final class StatusReader {

    private static final int SHOWN_REJECTED = 20;
    private static final double MILLIS = 1_000.0;

    private final AgentConfig config;

    public StatusReader(AgentConfig config) {
        this.config = config;
    }

    /** Returns the state of an agent that has never run. */
    public StatusReport beforeFirstRun() {
        DeviceFacts nothing = new DeviceFacts(
                null, null, null, null, null, null, null, null, 0, 0, 0, 0, 0, PasswordRefusals.NONE, List.of());
        List<DeviceState> devices = config.devices().stream()
                .map(device -> state(device, nothing, Instant.EPOCH))
                .toList();
        return new StatusReport(
                null,
                null,
                0,
                0,
                0,
                new ReceiverState(url(), null, null, null, null, null),
                devices,
                List.of(),
                config.warnings());
    }

    /**
     * Returns the state as the journal has it.
     *
     * @param now the time by which withheld passwords are judged
     */
    public StatusReport read(JournalFacts facts, Instant now) {
        Backlog backlog = facts.backlog();
        List<DeviceState> devices = config.devices().stream()
                .map(device -> state(device, facts.device(device), now))
                .toList();
        List<RejectedEvent> rejected = facts.blocked(SHOWN_REJECTED).stream()
                .map(event -> new RejectedEvent(event.id(), event.device(), event.reason()))
                .toList();
        AgentClock clock = AgentClock.of(facts.remembered(Fact.CLOCK_AHEAD));
        return new StatusReport(
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
                config.warnings());
    }

    private String url() {
        return config.receiver().url().toString();
    }

    private static DeviceState state(DeviceConfig device, DeviceFacts facts, Instant now) {
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
                facts.refusals().withheldUntil(now) != null,
                facts.lastProblem(),
                facts.alarms().stream().map(JournalFacts.Alarm::text).toList());
    }

    static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / MILLIS;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
