package dev.rollcall.agent.listen;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.listen.PushReader.Pushed;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.attendance.event.DeviceKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals what terminals post. A push is news, not a record: it moves no checkpoint, and the passes read the same again. It is
 * acknowledged when it is on disk. Safe from any thread; what one device posts is taken in one after the other.
 */
public final class PushDesk {

    private static final Logger log = LoggerFactory.getLogger(PushDesk.class);

    private static final String REASON = "LISTENER";
    private static final String FOREIGN = "foreign-push";
    private static final String TRUNCATED = "push-truncated";
    private static final Duration KNOWN_FOR = Duration.ofSeconds(30);

    private final PushTokens tokens;
    private final PushReader reader;
    private final Journal journal;
    private final JournalFacts facts;
    private final Surroundings around;
    private final Map<DeviceConfig, Desk> desks = new ConcurrentHashMap<>();

    /** Creates a desk. */
    public PushDesk(PushTokens tokens, PushReader reader, Journal journal, JournalFacts facts, Surroundings around) {
        this.tokens = tokens;
        this.reader = reader;
        this.journal = journal;
        this.facts = facts;
        this.around = around;
    }

    /**
     * Takes in one body.
     *
     * @param token     the last part of the path
     * @param truncated whether the body was longer and its rest, with the first picture, was left out
     */
    Verdict take(String token, @Nullable String contentType, byte[] body, boolean truncated) {
        DeviceConfig device = tokens.deviceOf(token).orElse(null);
        if (device == null) {
            around.board().refused(PushBook.NOBODY);
            return Verdict.UNKNOWN_ADDRESS;
        }
        Desk desk = desks.computeIfAbsent(device, ignored -> new Desk());
        synchronized (desk) {
            try {
                Verdict verdict = take(device, desk, contentType, body, truncated);
                if (verdict == Verdict.NOT_STORED) {
                    around.board().refused(device.name());
                }
                return verdict;
            } catch (JournalException | SourceException failed) {
                log.warn(
                        "What {} posted was not stored; it keeps it and posts it again: {}",
                        device.name(),
                        failed.getMessage());
                around.board().refused(device.name());
                return Verdict.NOT_STORED;
            }
        }
    }

    /** Closes the passes under which pushes were journaled. */
    public void close() {
        desks.forEach((device, desk) -> {
            synchronized (desk) {
                close(device, desk);
            }
        });
    }

    /** A journal that fails must not keep the agent from letting go of everything else. */
    private void close(DeviceConfig device, Desk desk) {
        if (desk.pass == null) {
            return;
        }
        try {
            journal.closePass(desk.pass, null, around.clock().instant());
        } catch (JournalException failed) {
            log.warn("The pass of what {} posted stays open: {}", device.name(), failed.getMessage());
        }
        desk.pass = null;
    }

    private Verdict take(DeviceConfig device, Desk desk, @Nullable String contentType, byte[] body, boolean truncated) {
        DeviceFacts known = known(device, desk);
        if (known.key() == null) {
            log.info("{} posted before it was read for the first time; it is read now.", device.name());
            pull(device, desk);
            return Verdict.NOT_STORED;
        }
        Pushed pushed = reader.read(contentType, body, truncated, device, known);
        if (!pushed.page().observations().isEmpty()
                || !pushed.page().quarantined().isEmpty()) {
            store(desk, DeviceKey.of(known.key()), pushed);
        }
        around.board()
                .taken(
                        device.name(),
                        !pushed.page().observations().isEmpty(),
                        around.clock().instant());
        tell(device, pushed, truncated);
        if (desk.serials.missing(pushed.links(), known.log().covered())) {
            log.info("{} logged events that it did not post; it is read.", device.name());
            pull(device, desk);
        }
        return Verdict.TAKEN;
    }

    private void store(Desk desk, DeviceKey key, Pushed pushed) {
        around.listener().reached(Step.PAGE_READ);
        around.listener().reached(Step.PAGE_TRANSLATED);
        Long pass = desk.pass;
        if (pass == null || !key.equals(desk.key)) {
            pass = journal.beginPass(key, REASON, around.clock().instant());
            desk.pass = pass;
            desk.key = key;
        }
        PageTally tally = journal.append(new JournalPage(
                pass,
                key,
                pushed.page().observations(),
                pushed.page().quarantined(),
                pushed.page().ignored(),
                null,
                around.clock().instant()));
        log.debug("{} posted {} new.", key, tally.journaled());
        around.listener().reached(Step.PAGE_COMMITTED);
    }

    private void tell(DeviceConfig device, Pushed pushed, boolean truncated) {
        if (pushed.foreign() != null) {
            String text = "What is posted to the address of this device names another device (" + pushed.foreign()
                    + "): it is kept apart ('quarantine list'), and counts for neither. Give that device the address that is its own (webhook show).";
            journal.raise(FOREIGN, device.name(), text, around.clock().instant());
        }
        if (truncated) {
            String text = "It posted more than limits.listenBodyBytes; the text before the first picture was kept.";
            journal.raise(TRUNCATED, device.name(), text, around.clock().instant());
        }
    }

    /** Reading all the facts of a device for each of its pushes would cost more than the push. */
    private DeviceFacts known(DeviceConfig device, Desk desk) {
        DeviceFacts known = desk.known;
        long now = around.nanoTime().getAsLong();
        if (known == null || known.key() == null || now - desk.knownSince > KNOWN_FOR.toNanos()) {
            known = facts.device(device);
            desk.known = known;
            desk.knownSince = now;
        }
        return known;
    }

    private void pull(DeviceConfig device, Desk desk) {
        long now = around.nanoTime().getAsLong();
        if (desk.pulled && now - desk.pulledAt < around.pullPause().toNanos()) {
            return;
        }
        desk.pulled = true;
        desk.pulledAt = now;
        around.pull().accept(device);
    }

    /** What became of a body. */
    enum Verdict {
        /** All of it is on disk, or was of no interest. */
        TAKEN,
        /** No device has this address. */
        UNKNOWN_ADDRESS,
        /** It could not be stored now. The terminal keeps it. */
        NOT_STORED
    }

    /**
     * What a desk needs beside the journal.
     *
     * @param listener  is told each step
     * @param nanoTime  monotonic time
     * @param pull      lets a device be read soon
     * @param pullPause how long after asking for that it is not asked for again
     * @param board     counts what comes
     */
    public record Surroundings(
            StepListener listener,
            InstantSource clock,
            LongSupplier nanoTime,
            Consumer<DeviceConfig> pull,
            Duration pullPause,
            PostBoard board) {}

    /** What is known of one device; guarded by itself. */
    private static final class Desk {
        private final SerialWatch serials = new SerialWatch();
        private @Nullable DeviceFacts known;
        private long knownSince;
        private @Nullable DeviceKey key;
        private @Nullable Long pass;
        private boolean pulled;
        private long pulledAt;
    }
}
