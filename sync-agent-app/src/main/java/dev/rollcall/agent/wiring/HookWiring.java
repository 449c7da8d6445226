package dev.rollcall.agent.wiring;

import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.journal.PushBook.PushTarget;
import dev.rollcall.agent.listen.PushTokens;
import dev.rollcall.agent.schedule.Pause;
import dev.rollcall.agent.slot.FirstEvents;
import dev.rollcall.agent.slot.HookDesk;
import dev.rollcall.agent.slot.HookReport;
import dev.rollcall.agent.slot.HookReport.Result;
import dev.rollcall.agent.slot.Listening;
import dev.rollcall.agent.slot.PushSlots;
import dev.rollcall.agent.slot.PushSlots.Wanted;
import dev.rollcall.agent.slot.Rearming;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Terminals that are told to post to this agent: at a person's wish, and again when they have lost it. */
final class HookWiring {

    private static final Logger log = LoggerFactory.getLogger(HookWiring.class);

    private final AgentConfig config;
    private final @Nullable PushTokens tokens;
    private final PushBook book;
    private final Rearming rearming;
    private final HookDesk desk;
    private final InstantSource clock;
    private final Map<DeviceConfig, PushSlots> slots = new ConcurrentHashMap<>();

    HookWiring(AgentConfig config, SqliteStore store, @Nullable PushTokens tokens, InstantSource clock) {
        this.config = config;
        this.tokens = tokens;
        this.book = store.pushes();
        this.rearming = new Rearming(store.journal(), book, this::wantedNow, clock);
        this.clock = clock;
        this.desk = new HookDesk(book, rearming, clock);
    }

    /** Notes the way to the slots of a device. */
    void add(DeviceConfig device, PushSlots way) {
        slots.put(device, way);
    }

    /** Looks after a terminal that was just read. The caller has its turn. */
    void afterPass(Terminal terminal) {
        rearming.afterPass(terminal.config(), slotsOf(terminal));
    }

    /** Carries out an order about listening hosts. */
    Outcome perform(Order order, List<Terminal> terminals, Collector collector, Listening listening, Pause pause) {
        AgentConfig.Listen listen = config.listen();
        if (listen == null) {
            return new Outcome(
                    "The running agent listens for nothing: write listen.port into the configuration and restart it."
                            + System.lineSeparator(),
                    ExitCode.WRONG_USAGE);
        }
        HookReport report;
        if (order instanceof Order.HookAwait await) {
            report = new FirstEvents(listening, pause, System::nanoTime)
                    .await(
                            await.devices(),
                            Instant.parse(await.since()),
                            Duration.ofMillis(await.millis()),
                            listen.port());
        } else {
            String since = clock.instant().toString();
            List<HookReport.Device> results = new ArrayList<>();
            for (Terminal terminal : terminals) {
                if (concerns(order, terminal)) {
                    results.add(terminal.turn().take(() -> perform(order, terminal, collector, listen)));
                }
            }
            report = HookReport.of(results, since);
        }
        return new Outcome(report.json(), report.exitCode());
    }

    private HookReport.Device perform(Order order, Terminal terminal, Collector collector, AgentConfig.Listen listen) {
        DeviceConfig device = terminal.config();
        if (order instanceof Order.HookInstall install) {
            String address;
            try {
                address = install.address() == null ? LocalAddress.towards(device, listen) : install.address();
            } catch (IOException noWay) {
                return HookDesk.impossible(device, "no way leads to the terminal (" + noWay.getMessage() + ")");
            }
            try {
                collector.meet(terminal);
            } catch (SourceException away) {
                return new HookReport.Device(
                        device.name(), Result.FAILED, null, null, List.of(), away.reason(), refusal(away));
            }
            return desk.install(
                    device,
                    slotsOf(terminal),
                    wanted(device, address, listen),
                    install.address() == null,
                    install.replace());
        }
        PushTarget before = book.target(device.name());
        String address = before == null ? "0.0.0.0" : before.host();
        return desk.remove(device, slotsOf(terminal), wanted(device, address, listen));
    }

    private static int refusal(SourceException away) {
        return away.kind() == SourceException.Kind.REFUSED ? ExitCode.DEVICE_REFUSED : ExitCode.INCOMPLETE;
    }

    private static boolean concerns(Order order, Terminal terminal) {
        List<String> names =
                order instanceof Order.HookInstall install ? install.devices() : ((Order.HookRemove) order).devices();
        return names.isEmpty() || names.contains(terminal.config().name());
    }

    /** An address that the agent found itself follows the computer's; one that a person named stays. */
    private @Nullable Wanted wantedNow(DeviceConfig device, PushTarget before) {
        AgentConfig.Listen listen = config.listen();
        if (listen == null) {
            return null;
        }
        String host = before.host();
        if (before.chosen() && !LocalAddress.has(host)) {
            try {
                host = LocalAddress.towards(device, listen);
                log.info("{} is to post to {} now; this computer is no longer {}.", device.name(), host, before.host());
            } catch (IOException noWay) {
                log.debug("No way leads to {}", device.name(), noWay);
            }
        }
        return wanted(device, host, listen);
    }

    private Wanted wanted(DeviceConfig device, String host, AgentConfig.Listen listen) {
        PushTokens known = Objects.requireNonNull(tokens, "tokens");
        return new Wanted(
                host, listen.port(), known.pathOf(device), known.tokenOf(device), LocalAddress.isHere(device));
    }

    private PushSlots slotsOf(Terminal terminal) {
        return Objects.requireNonNull(slots.get(terminal.config()), "slots");
    }
}
