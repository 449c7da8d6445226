package dev.rollcall.agent.doctor;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.AgentClock;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.StatusReport.DeviceState;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalProof;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.attendance.window.RingWatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the agent, the receiver and each terminal and says what is wrong and what to do. Changes nothing; a device password is shown as
 * ever guarded. Each terminal is asked in its turn, so that it has one request at a time; one whose turn does not come in time is being
 * read, and judged by what is known of it.
 */
public final class Doctor {

    private final AgentConfig config;
    private final List<Patient> patients;
    private final Records records;
    private final Link link;
    private final InstantSource clock;

    public Doctor(AgentConfig config, List<Patient> patients, Records records, Link link, InstantSource clock) {
        this.config = config;
        this.patients = List.copyOf(patients);
        this.records = records;
        this.link = link;
        this.clock = clock;
    }

    /** Looks at everything. Blocks until done. */
    public Diagnosis examine() {
        ReceiverChecks receiver =
                new ReceiverChecks(link.receiver(), link.heartbeat(), config.receiver(), link.ownVersion());
        ReceiverAnswer reached = receiver.examine();
        AgentClock ours = AgentClock.measured(reached);
        StatusReport status = records.status().get();
        Instant now = clock.instant();
        List<Finding> all = new ArrayList<>(
                new AgentChecks(config, status, now).examine(records.proof().get(), ours));
        all.addAll(receiver.found());
        patients.forEach(patient -> all.addAll(examine(patient, status, ours)));
        return Diagnosis.of(all);
    }

    private List<Finding> examine(Patient patient, StatusReport status, @Nullable AgentClock ours) {
        DeviceConfig device = patient.terminal().config();
        Findings found = new Findings(device.name());
        DeviceChecks checks = new DeviceChecks(patient, found);
        Optional<Boolean> done = patient.terminal()
                .turn()
                .takeWithin(config.timeouts().deviceRead(), () -> {
                    checks.examine(
                            records.facts().device(device), records.ring().apply(device), ours, clock.instant());
                    return true;
                });
        if (done.isEmpty()) {
            checks.leaveAlone("it is being read just now, and is asked one thing at a time");
        }
        DeviceState state = status.devices().stream()
                .filter(known -> known.name().equals(device.name()))
                .findFirst()
                .orElseThrow();
        new KnownChecks(device, found).examine(state, clock.instant());
        return found.all();
    }

    /**
     * What the agent knows by itself.
     *
     * @param facts  of each device
     * @param status the agent's state
     * @param proof  verifies the whole journal
     * @param ring   what the passes have measured of a device's memory; may return null
     */
    public record Records(
            JournalFacts facts,
            Supplier<StatusReport> status,
            Supplier<JournalProof> proof,
            Function<DeviceConfig, @Nullable RingWatch> ring) {}

    /**
     * The way to the receiver.
     *
     * @param heartbeat  sends one heartbeat, to see whether the token is taken
     * @param ownVersion the agent's version
     */
    public record Link(Receiver receiver, Supplier<ReceiverAnswer> heartbeat, String ownVersion) {}
}
