package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.LiveNews;
import dev.rollcall.agent.collect.LiveSource;
import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.collect.SourceIdentity;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.notification.StreamTimeouts;
import java.time.InstantSource;

/** A Hikvision terminal's alertStream. It shares client, log-in and password guard with the source that reads the log. */
final class IsapiLiveSource implements LiveSource {

    private final IsapiEventSource beside;
    private final DeviceConfig device;
    private final IsapiClient client;
    private final InstantSource clock;
    private final StreamTimeouts timeouts;

    IsapiLiveSource(
            IsapiEventSource beside,
            DeviceConfig device,
            IsapiClient client,
            InstantSource clock,
            AgentConfig.Live limits) {
        this.beside = beside;
        this.device = device;
        this.client = client;
        this.clock = clock;
        this.timeouts = new StreamTimeouts(limits.opening(), limits.silence());
    }

    @Override
    public SourceIdentity identify() {
        return beside.identify();
    }

    @Override
    public SourceClock clock() {
        return beside.clock();
    }

    @Override
    public LiveNews open(Reading reading) {
        return new IsapiLiveNews(
                device,
                Failures.translating(device, () -> client.notification().alertStream(timeouts)),
                reading,
                clock);
    }
}
