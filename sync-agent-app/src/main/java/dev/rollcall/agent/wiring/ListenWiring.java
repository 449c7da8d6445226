package dev.rollcall.agent.wiring;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.ListenerState;
import dev.rollcall.agent.isapi.IsapiPushes;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.listen.PostBoard;
import dev.rollcall.agent.listen.PushDesk;
import dev.rollcall.agent.listen.PushServer;
import dev.rollcall.agent.listen.PushTokens;
import dev.rollcall.agent.schedule.Scheduler;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.slot.Listening;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener for terminals that push to this computer, if there is to be one. Its threads end with it. */
final class ListenWiring {

    private static final Logger log = LoggerFactory.getLogger(ListenWiring.class);

    private static final String ALARM = ListenerState.NOT_LISTENING;
    private static final int SECRET_BYTES = 32;
    private static final Duration FAR = Duration.ofDays(1);
    private static final Duration COUNTS_EVERY = Duration.ofSeconds(1);

    private final AgentConfig config;
    private final Journal journal;
    private final JournalFacts facts;
    private final InstantSource clock;
    private final @Nullable PushTokens tokens;
    private final PushBook book;
    private final PostBoard board = new PostBoard();
    private final Map<DeviceConfig, Runnable> pulls = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    private @Nullable PushDesk desk;
    private @Nullable PushServer server;
    private @Nullable ExecutorService threads;
    private boolean closed;
    private boolean told;

    ListenWiring(AgentConfig config, Journal journal, JournalFacts facts, PushBook book, InstantSource clock) {
        this.config = config;
        this.journal = journal;
        this.facts = facts;
        this.clock = clock;
        this.book = book;
        this.tokens = config.listen() == null ? null : new PushTokens(secret(journal, facts), config.devices());
    }

    @Nullable PushTokens tokens() {
        return tokens;
    }

    /** Returns the listener for a command that waits for a post: it begins then, if the daemon is not what works here. */
    Listening forCommands(Scheduler scheduler, StepListener told) {
        return new Listening() {
            @Override
            public void begin() {
                start(scheduler, told);
            }

            @Override
            public boolean isOpen() {
                synchronized (lock) {
                    return server != null;
                }
            }

            @Override
            public @Nullable Instant lastEvent(String device) {
                return board.lastEvent(device);
            }
        };
    }

    /** Notes how a device is read outside the schedule. */
    void add(DeviceConfig device, Runnable pull) {
        pulls.put(device, pull);
    }

    void start(Scheduler scheduler, StepListener told) {
        AgentConfig.Listen settings = config.listen();
        if (settings == null || tokens == null) {
            return;
        }
        PushDesk.Surroundings around = new PushDesk.Surroundings(
                told,
                clock,
                System::nanoTime,
                device -> pulls.getOrDefault(device, () -> {}).run(),
                settings.pullPause(),
                board);
        PushDesk opened = new PushDesk(tokens, new IsapiPushes(clock), journal, facts, around);
        synchronized (lock) {
            if (desk != null) {
                return;
            }
            desk = opened;
        }
        scheduler.start("listener", () -> open(settings, opened));
        scheduler.start("listener counts", () -> {
            board.writeTo(book);
            return COUNTS_EVERY;
        });
    }

    void close() {
        synchronized (lock) {
            closed = true;
            if (server != null) {
                server.close();
            }
            if (threads != null) {
                threads.shutdown();
            }
            if (desk != null) {
                desk.close();
                writeCounts();
            }
        }
    }

    private void writeCounts() {
        try {
            board.writeTo(book);
        } catch (JournalException failed) {
            log.debug("The last posts stay uncounted", failed);
        }
    }

    /** Returns the secret of this agent's addresses, made on first use. */
    private static String secret(Journal journal, JournalFacts facts) {
        String kept = facts.remembered(Fact.LISTEN_SECRET);
        if (kept != null) {
            return kept;
        }
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        journal.remember(Fact.LISTEN_SECRET, made);
        return made;
    }

    /** Another program on the port may go away; the passes bring every event meanwhile. */
    private Duration open(AgentConfig.Listen settings, PushDesk opened) {
        synchronized (lock) {
            if (closed || server != null) {
                return FAR;
            }
            ExecutorService workers = Executors.newFixedThreadPool(settings.threads(), work -> {
                Thread thread = new Thread(work, "listener");
                thread.setDaemon(true);
                return thread;
            });
            try {
                server = PushServer.open(settings, opened, workers);
                threads = workers;
            } catch (IOException taken) {
                workers.shutdown();
                return afterFailure(settings, taken);
            }
        }
        config.devices().forEach(device -> journal.lower(ALARM, device.name()));
        log.info("Listening for terminals on port {}.", settings.port());
        return FAR;
    }

    private Duration afterFailure(AgentConfig.Listen settings, IOException taken) {
        if (!told) {
            told = true;
            String text = "Nothing listens for what it posts: port " + settings.port() + " could not be opened ("
                    + taken.getMessage()
                    + "). Is another program there? Stop it, or change listen.port and the address "
                    + "in the terminal. It is read by schedule meanwhile.";
            log.error("{}", text);
            config.devices().forEach(device -> journal.raise(ALARM, device.name(), text, clock.instant()));
        }
        return settings.retry();
    }
}
