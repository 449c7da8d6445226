package dev.rollcall.agent.wiring;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.monitor.MonitorServer;
import dev.rollcall.agent.schedule.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the address for health and metrics, if there is to be one. Its thread ends with it. */
final class MonitorWiring {

    private static final Logger log = LoggerFactory.getLogger(MonitorWiring.class);

    private static final Duration FAR = Duration.ofDays(1);
    private static final Duration USUAL_REQUEST = Duration.ofSeconds(10);

    private final AgentConfig config;
    private final Supplier<StatusReport> state;
    private final Object lock = new Object();
    private @Nullable MonitorServer server;
    private @Nullable ExecutorService thread;
    private @Nullable StatusReport last;
    private long lastAt;
    private boolean closed;
    private boolean told;

    MonitorWiring(AgentConfig config, Supplier<StatusReport> state) {
        this.config = config;
        this.state = state;
    }

    void start(Scheduler scheduler) {
        AgentConfig.Monitor settings = config.monitor();
        if (settings != null) {
            limitTime();
            scheduler.start("health address", () -> open(settings));
        }
    }

    void close() {
        synchronized (lock) {
            closed = true;
            if (server != null) {
                server.close();
            }
            if (thread != null) {
                thread.shutdown();
            }
        }
    }

    /** The JDK's server reads these once in the life of a process; the listener for terminals, if there is one, says how long. */
    private void limitTime() {
        AgentConfig.Listen listen = config.listen();
        Duration most = listen == null ? USUAL_REQUEST : listen.bodyTime();
        String seconds = Long.toString(Math.max(1, most.toSeconds()));
        System.setProperty("sun.net.httpserver.maxReqTime", seconds);
        System.setProperty("sun.net.httpserver.maxRspTime", seconds);
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Another program on the port may go away; reading and delivering go on meanwhile. */
    private Duration open(AgentConfig.Monitor settings) {
        synchronized (lock) {
            if (closed || server != null) {
                return FAR;
            }
            ExecutorService one = Executors.newSingleThreadExecutor(work -> {
                Thread made = new Thread(work, "health");
                made.setDaemon(true);
                return made;
            });
            try {
                server = MonitorServer.open(settings, () -> fresh(settings), one);
                thread = one;
            } catch (IOException taken) {
                one.shutdown();
                afterFailure(settings, taken);
                return settings.retry();
            }
        }
        log.info("Health and metrics: http://{}:{}/health and /metrics.", settings.host(), settings.port());
        return FAR;
    }

    private void afterFailure(AgentConfig.Monitor settings, IOException taken) {
        if (!told) {
            told = true;
            log.error(
                    "Nobody can ask for health and metrics: {}:{} could not be opened ({}). Is another program there? Stop it,"
                            + " or change health.port.",
                    settings.host(),
                    settings.port(),
                    taken.getMessage());
        }
    }

    /** Counting a large journal costs something, so askers in quick succession get one answer. */
    private StatusReport fresh(AgentConfig.Monitor settings) {
        long now = System.nanoTime();
        StatusReport known = last;
        if (known == null || now - lastAt > settings.fresh().toNanos()) {
            known = state.get();
            last = known;
            lastAt = now;
        }
        return known;
    }
}
