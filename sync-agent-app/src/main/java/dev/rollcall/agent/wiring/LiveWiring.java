package dev.rollcall.agent.wiring;

import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.LiveReader;
import dev.rollcall.agent.collect.LiveSource;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.Scheduler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The event streams that the daemon keeps open: at most one of each device, and none that was not asked for. */
final class LiveWiring {

    private final AgentConfig.Live limits;
    private final JournalFacts facts;
    private final Map<DeviceConfig, LiveSource> sources = new LinkedHashMap<>();

    LiveWiring(AgentConfig.Live limits, JournalFacts facts) {
        this.limits = limits;
        this.facts = facts;
    }

    void add(DeviceConfig device, LiveSource source) {
        sources.put(device, source);
    }

    void start(Scheduler scheduler, Collector rules) {
        Backoff backoff = new Backoff(
                limits.retry(),
                limits.retryCap(),
                () -> ThreadLocalRandom.current().nextDouble());
        LiveReader.Pace pace = new LiveReader.Pace(limits.step(), backoff, limits.retryCap());
        sources.forEach((device, source) -> scheduler.start(
                "listen " + device.name(),
                new LiveReader(
                        rules, device, source, known -> facts.device(known).key(), pace)));
    }
}
