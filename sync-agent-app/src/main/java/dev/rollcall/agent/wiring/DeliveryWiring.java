package dev.rollcall.agent.wiring;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ReceiverConfig;
import dev.rollcall.agent.outbox.Relay;
import dev.rollcall.agent.outbox.RelayPause;
import dev.rollcall.agent.outbox.RelayPolicy;
import dev.rollcall.agent.outbox.RelayTask;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.Task;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Builds what delivers: by hand at once, by the daemon with what is left of a wait from before its start. */
final class DeliveryWiring {

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);
    private static final int DIGEST_BYTES = 8;

    private final AgentConfig config;
    private final SqliteStore store;
    private final InstantSource clock;
    private final Supplier<Relay.Builder> begun;

    /**
     * Creates the wiring.
     *
     * @param begun gives a relay between this agent's outbox and receiver, to be finished
     */
    DeliveryWiring(AgentConfig config, SqliteStore store, InstantSource clock, Supplier<Relay.Builder> begun) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        this.begun = begun;
    }

    /** Returns a relay that waits for nothing from before. */
    Relay byHand() {
        return begun.get().build(policy());
    }

    /** Returns the daemon's relay, which knows what was refused before its start. */
    Relay remembering() {
        return begun.get().remember(store.holdbacks(), digest()).build(policy());
    }

    /** Returns the daemon's task. */
    Task continuous(Relay relay) {
        AgentConfig.Limits limits = config.limits();
        Duration cap = Stream.of(limits.retryCap(), limits.retryAfterCap(), limits.refusalProbeEvery())
                .max(Duration::compareTo)
                .orElseThrow();
        RelayPause pause = RelayPause.kept(store.holdbacks(), digest(), clock, System::nanoTime, cap);
        return new RelayTask(relay, policy(), pause);
    }

    private RelayPolicy policy() {
        AgentConfig.Limits limits = config.limits();
        Backoff backoff = new Backoff(
                FIRST_BACKOFF,
                limits.retryCap(),
                () -> ThreadLocalRandom.current().nextDouble());
        return new RelayPolicy(
                store.journal().agentId(),
                limits.batchSize(),
                limits.refusalProbeEvery(),
                backoff,
                limits.retryAfterCap());
    }

    /** A short digest of how the receiver is reached: with another one everything is tried at once. */
    private String digest() {
        ReceiverConfig link = config.receiver();
        String text = String.join(
                "\n",
                store.journal().agentId(),
                link.url().toString(),
                link.token().reveal(),
                String.valueOf(link.proxy()),
                link.proxy() == null ? "" : link.proxy().password().reveal(),
                link.authorities().toString());
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(whole, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
