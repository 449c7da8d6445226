package dev.rollcall.agent.wiring;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.StatusReader;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.StatusText;
import dev.rollcall.agent.journal.HeldRecord;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.KnownLoss;
import dev.rollcall.agent.journal.KnownLosses;
import dev.rollcall.agent.journal.PunchLog;
import dev.rollcall.agent.journal.Quarantine;
import dev.rollcall.agent.listen.PushTokens;
import dev.rollcall.agent.outbox.OutboxEntry;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into an agent's journal, also beside a running agent, without touching it. Before the first run it sees nothing. */
public final class View {

    private static final int PIECE = 100;

    private final AgentConfig config;

    public View(AgentConfig config) {
        this.config = config;
    }

    /** Returns the agent's state. */
    public StatusReport status() {
        boolean held = !InstanceLock.isFree(config.dataDir());
        StatusReader reader = new StatusReader(
                config, new StatusReader.Situation(InstantSource.system().instant(), Version.current(), held));
        return read(
                reader.beforeFirstRun(),
                store -> reader.read(store.facts(), store.history(), store.commands(), store.pushes()));
    }

    /** Returns the agent's state for a person, ages told by the system's clock. */
    public String statusText(boolean detailed) {
        Instant now = InstantSource.system().instant();
        return detailed ? StatusText.detailed(status(), now) : StatusText.of(status(), now);
    }

    /**
     * Returns entries of the outbox.
     *
     * @param device the name or key of the only device; null for all
     * @param state  the only state; null for all but {@code settled}
     */
    public List<OutboxEntry> outbox(@Nullable String device, @Nullable String state, int limit) {
        return read(List.of(), store -> store.outboxListing().list(device, state, limit));
    }

    /** Returns records of the quarantine, the first so many. */
    public List<HeldRecord> quarantine(int limit) {
        return read(List.of(), store -> {
            List<HeldRecord> held = new ArrayList<>();
            List<HeldRecord> piece = store.quarantine().held(-1, Math.min(PIECE, limit));
            while (!piece.isEmpty() && held.size() < limit) {
                held.addAll(piece);
                piece = store.quarantine().held(piece.get(piece.size() - 1).id(), Math.min(PIECE, limit - held.size()));
            }
            return held;
        });
    }

    /** Returns how many scraps of pushes and streams had to go, by device. */
    public List<Quarantine.Dropped> dropped() {
        return read(List.of(), store -> store.quarantine().dropped());
    }

    /** Returns one record of the quarantine; null if there is none of this number. */
    public @Nullable HeldRecord quarantined(long id) {
        List<HeldRecord> found = read(List.of(), store -> {
            HeldRecord held = store.quarantine().find(id);
            return held == null ? List.of() : List.of(held);
        });
        return found.isEmpty() ? null : found.get(0);
    }

    /** Returns what is lost of all devices that were ever met, accepted or not. */
    public List<KnownLoss> losses() {
        return read(
                List.of(),
                store -> new KnownLosses(store.journal(), store.tallies())
                        .all().stream().filter(KnownLoss::isLost).toList());
    }

    /** Returns the path that each configured device is to post to, by its name; empty before the first start with a listener. */
    public Map<String, String> pushPaths() {
        return read(Map.of(), store -> {
            String secret = store.facts().remembered(Fact.LISTEN_SECRET);
            Map<String, String> paths = new LinkedHashMap<>();
            if (secret != null) {
                PushTokens tokens = new PushTokens(secret, config.devices());
                config.devices().forEach(device -> paths.put(device.name(), tokens.pathOf(device)));
            }
            return paths;
        });
    }

    /** Returns the keys of the configured devices that were read before, by name. */
    public Map<String, String> keys() {
        return read(Map.of(), store -> {
            Map<String, String> keys = new LinkedHashMap<>();
            for (DeviceConfig device : config.devices()) {
                String key = store.facts().device(device).key();
                if (key != null) {
                    keys.put(device.name(), key);
                }
            }
            return keys;
        });
    }

    /** Has the journaled events gone through; the log is of use only inside. */
    public <T> T punches(T ifThereAreNone, Reading<PunchLog, T> reading) {
        return read(ifThereAreNone, store -> reading.of(store.punches()));
    }

    private <T> T read(T beforeFirstRun, Reading<SqliteStore, T> reading) {
        if (!Files.exists(Agent.journalOf(config))) {
            return beforeFirstRun;
        }
        try (SqliteStore store = SqliteStore.openReadOnly(Agent.journalOf(config))) {
            return reading.of(store);
        }
    }

    /** Reads something of an opened journal. */
    public interface Reading<S, T> {

        /** Reads. */
        T of(S source);
    }
}
