package dev.rollcall.receiver.devicepull;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches from terminals that are on the list, one request a terminal at a time over all receivers. Thread-safe. */
public final class DevicePull {

    private static final Logger log = LoggerFactory.getLogger(DevicePull.class);
    private static final String ACTION = "DEVICE_PULL";
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Store store;
    private final InstantSource clock;
    private final Executor threads;
    private final PullSettings settings;

    /**
     * Makes it.
     *
     * @param threads fetch; refuse what is too much
     */
    public DevicePull(Store store, InstantSource clock, Executor threads, PullSettings settings) {
        this.store = store;
        this.clock = clock;
        this.threads = threads;
        this.settings = settings;
    }

    /** Tells whether no terminal at all is allowed. */
    public boolean isOff() {
        return settings.allowed().isEmpty();
    }

    /**
     * Fetches, and returns what there is at the end or when the time to answer is over; then fetching goes on.
     *
     * @param actor     who asks, for the audit trail
     * @param mayReport whether who asks may speak for a device
     * @throws PullException        if nothing is fetched, or fetching failed within the time to answer
     * @throws StoreFailedException if it failed because nothing could be stored
     */
    public PullTally pull(PullRequest request, String actor, Predicate<DeviceKey> mayReport) {
        if (!settings.allowed().contains(request.address())) {
            audit(actor, request, "REFUSED", "not on the list");
            throw new PullException(
                    PullException.Reason.NOT_ALLOWED,
                    "This receiver may not fetch from " + request.address()
                            + ". Add it to rollcall.device-pull.allow on the receiver, or run the Rollcall agent on the"
                            + " terminal's network.");
        }
        String owner = UUID.randomUUID().toString();
        take(request, owner, actor);
        PullProgress progress = new PullProgress();
        return await(start(request, owner, actor, mayReport, progress), progress);
    }

    private void take(PullRequest request, String owner, String actor) {
        Instant now = clock.instant();
        boolean taken = store.write(unit -> {
            boolean free = unit.pulls().take(request.address(), owner, now, lease(now));
            unit.audit().add(entry(actor, request, free ? "STARTED" : "BUSY", null));
            return free;
        });
        if (!taken) {
            throw new PullException(
                    PullException.Reason.BUSY,
                    "Events are being fetched from " + request.address() + " at this moment. What that finds is"
                            + " stored; ask again when it has ended.");
        }
    }

    private CompletableFuture<Boolean> start(
            PullRequest request, String owner, String actor, Predicate<DeviceKey> mayReport, PullProgress progress) {
        Instant end = clock.instant().plus(settings.longest());
        PullRun run = new PullRun(store, clock, request, mayReport, () -> goOn(request, owner, end), progress::add);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                Runnable word = fetch(request, actor, run, progress, done);
                giveBack(request, owner);
                word.run();
            });
        } catch (RejectedExecutionException tooMany) {
            giveBack(request, owner);
            throw new PullException(
                    PullException.Reason.BUSY,
                    "Events are being fetched from as many terminals at once as is allowed"
                            + " (rollcall.device-pull.at-once). Ask again later.");
        }
        return done;
    }

    /** Returns what tells those who wait; they are told last, so that they may ask again at once. */
    private Runnable fetch(
            PullRequest request, String actor, PullRun run, PullProgress progress, CompletableFuture<Boolean> done) {
        try (IsapiClient client = client(request)) {
            run.read(client);
            progress.end();
            audit(actor, request, "DONE", summary(progress.now()));
            return () -> done.complete(true);
        } catch (IsapiException failed) {
            return failing(request, actor, new PullException(PullException.Reason.DEVICE, text(failed)), done);
        } catch (RuntimeException failed) {
            return failing(request, actor, failed, done);
        }
    }

    private Runnable failing(
            PullRequest request, String actor, RuntimeException failed, CompletableFuture<Boolean> done) {
        log.warn("fetching from {} ended early: {}", request.address(), failed.getMessage());
        audit(actor, request, "FAILED", failed.getMessage());
        return () -> done.completeExceptionally(failed);
    }

    private IsapiClient client(PullRequest request) {
        PullSettings.Waits waits = settings.waits();
        try {
            return IsapiClient.builder()
                    .host(request.host())
                    .port(request.port())
                    .credentials(request.username(), request.password())
                    .passwordGuard(StoredPasswordGuard.of(request, store, clock))
                    .connectTimeout(waits.connect())
                    .readTimeout(waits.read())
                    .callTimeout(waits.call())
                    .pagePause(waits.pages())
                    .build();
        } catch (IllegalArgumentException unusable) {
            throw new PullException(PullException.Reason.DEVICE, String.valueOf(unusable.getMessage()));
        }
    }

    private PullTally await(CompletableFuture<Boolean> done, PullProgress progress) {
        try {
            done.get(settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
            return progress.now();
        } catch (TimeoutException goesOn) {
            return progress.now();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return progress.now();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private void goOn(PullRequest request, String owner, Instant end) {
        Instant now = clock.instant();
        if (now.isAfter(end) || Thread.currentThread().isInterrupted()) {
            throw new PullException(
                    PullException.Reason.DEVICE,
                    "Fetching from " + request.address() + " took longer than rollcall.device-pull.longest, or the"
                            + " receiver is stopping. What was fetched is stored; ask again for the rest.");
        }
        if (!store.write(unit -> unit.pulls().take(request.address(), owner, now, lease(now)))) {
            throw new PullException(
                    PullException.Reason.BUSY,
                    "Somebody else fetches from " + request.address() + " by now; this fetching ends.");
        }
    }

    /** A page may take as long as a call, and that is how long a terminal of a receiver that died stays taken. */
    private Instant lease(Instant now) {
        return now.plus(settings.waits().call().multipliedBy(3)).plus(MARGIN);
    }

    private void giveBack(PullRequest request, String owner) {
        try {
            store.write(unit -> {
                unit.pulls().giveBack(request.address(), owner);
                return owner;
            });
        } catch (StoreFailedException failed) {
            log.warn("could not note that fetching from {} has ended; it is free again by itself", request.address());
        }
    }

    private void audit(String actor, PullRequest request, String result, @Nullable String detail) {
        try {
            store.write(unit -> {
                unit.audit().add(entry(actor, request, result, detail));
                return result;
            });
        } catch (StoreFailedException failed) {
            log.warn(
                    "fetching from {} by {} ({}) could not be written to the audit trail",
                    request.address(),
                    actor,
                    result);
        }
    }

    private AuditEntry entry(String actor, PullRequest request, String result, @Nullable String detail) {
        return new AuditEntry(clock.instant(), actor, ACTION, request.address(), result, detail);
    }

    private static String summary(PullTally tally) {
        return tally.fetched() + " fetched, " + tally.stored() + " stored, " + tally.known() + " known, "
                + tally.ignored() + " ignored, " + tally.failed() + " failed";
    }

    private static String text(IsapiException failed) {
        String message = String.valueOf(failed.getMessage());
        boolean wrong = failed instanceof IsapiException.Unauthorized unauthorized
                && unauthorized.reason() == IsapiException.Unauthorized.Cause.WRONG_PASSWORD;
        return wrong
                ? message + ". Correct deviceUsername and devicePassword; a refused password is shown to a terminal at"
                        + " most twice."
                : message;
    }
}
