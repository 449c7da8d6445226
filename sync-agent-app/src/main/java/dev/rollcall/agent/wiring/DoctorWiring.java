package dev.rollcall.agent.wiring;

import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.doctor.Doctor;
import dev.rollcall.agent.doctor.Inspector;
import dev.rollcall.agent.doctor.Patient;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.listen.PushTokens;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds the doctor of an opened agent, who holds the instance lock. */
final class DoctorWiring {

    private final AgentConfig config;
    private final SqliteStore store;
    private final InstantSource clock;
    private final Supplier<StatusReport> state;

    DoctorWiring(AgentConfig config, SqliteStore store, InstantSource clock, Supplier<StatusReport> state) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        this.state = state;
    }

    /** Returns a terminal as the doctor sees it. */
    static Patient patient(AgentConfig config, Terminal terminal, Inspector inspector, @Nullable PushTokens tokens) {
        AgentConfig.Listen listen = config.listen();
        return new Patient(
                terminal,
                inspector,
                listen == null || tokens == null
                        ? null
                        : new Patient.Listening(listen.port(), tokens.pathOf(terminal.config())));
    }

    Doctor doctor(List<Patient> patients, Doctor.Link link) {
        Doctor.Records records = new Doctor.Records(
                store.facts(),
                state,
                store::verifyAll,
                device -> store.journal().ring(device.address()));
        return new Doctor(config, patients, records, link, clock);
    }
}
