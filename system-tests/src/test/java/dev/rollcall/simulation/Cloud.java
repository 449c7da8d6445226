package dev.rollcall.simulation;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.receiver.inbox.InboxQueue;
import dev.rollcall.receiver.inbox.InboxTranslation;
import dev.rollcall.receiver.inbox.InboxWriting;
import dev.rollcall.receiver.inbox.Intake;
import dev.rollcall.receiver.ingest.BatchIngest;
import dev.rollcall.receiver.ingest.Introduction;
import dev.rollcall.receiver.reconcile.Asked;
import dev.rollcall.receiver.reconcile.AskedDays;
import dev.rollcall.receiver.reconcile.Completeness;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.reconcile.LateTellingException;
import dev.rollcall.receiver.reconcile.ProofBook;
import dev.rollcall.receiver.reconcile.TallyComparison;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.ProofShelf;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.testing.InMemoryStore;
import dev.rollcall.receiver.web.ExchangeJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The receiver: its database, its clock, and the process with the product's own logic behind the HTTP door. */
final class Cloud extends Living {

    private static final int INBOX_CHUNK = 20;
    private static final ExchangeJson JSON = new ExchangeJson();

    private final World world;
    private final Dice dice;
    private InMemoryStore disk;
    private int generation = 1;
    private int version = 1;
    private int silentRestores;
    private final Set<String> late = new HashSet<>();
    private long wallShift;
    private long databaseDownUntil;
    private BatchIngest ingest;
    private Intake intake;
    private TallyComparison comparison;
    private ProofBook proofs;
    private Store store;
    private Timeline.Work translating;

    Cloud(World world, Dice dice) {
        super("receiver");
        this.world = world;
        this.dice = dice;
        this.disk = new InMemoryStore("store-1");
    }

    /** Nothing answers, or the receiver says that it cannot now. */
    static final class Away extends Exception {

        private static final long serialVersionUID = 1;
        private final int status;

        private Away(int status) {
            super("status " + status, null, false, false);
            this.status = status;
        }

        /** Returns the HTTP status; 0 if nobody answers. */
        int status() {
            return status;
        }
    }

    InMemoryStore disk() {
        return disk;
    }

    String version() {
        return "version-" + version;
    }

    /** From now on it is a newer one, which may take what the older refused. */
    void upgrade() {
        version++;
    }

    Instant instant() {
        return world.start().plusMillis(world.timeline().now() + wallShift);
    }

    void shiftClock(long byMillis) {
        wallShift += byMillis;
    }

    void stopDatabase(long until) {
        databaseDownUntil = until;
    }

    boolean isDatabaseDown() {
        return world.timeline().now() < databaseDownUntil;
    }

    void heal() {
        databaseDownUntil = 0;
        startIfDown();
    }

    /** Puts a backup back; whoever does so may or may not tell that the store is another one now. */
    void restore(InMemoryStore backup, boolean told) {
        die();
        generation += told ? 1 : 0;
        silentRestores += told ? 0 : 1;
        disk = backup.copy("store-" + generation);
    }

    void mayDie(String where) {
        if (world.chance().strikes(Fault.RECEIVER_KILLED)) {
            world.trace().note(name(), "dies " + where);
            throw new Crash(this);
        }
    }

    @Override
    void boot() {
        world.trace().note(name(), "starts");
        InstantSource clock = this::instant;
        store = world.defect().store(new Database(world, this, () -> disk));
        ingest = new BatchIngest(store, clock, Integer.MAX_VALUE);
        comparison = new TallyComparison(store, clock);
        proofs = new ProofBook(store, clock, JSON, new Introduction(Integer.MAX_VALUE));
        InboxQueue queue = new InboxQueue(100, new InboxQueue.Waits(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        InboxWriting writing = new InboxWriting(store, queue, new InboxWriting.Group(50, 1_000_000), () -> {});
        intake = world.defect().intake(new Intake(queue, writing, clock, writing::run));
        InboxTranslation translation = new InboxTranslation(store, clock, INBOX_CHUNK);
        translating = world.timeline().after(0, this, () -> translate(translation));
    }

    private long translate(InboxTranslation translation) {
        try {
            boolean more = translation.run();
            return more ? 0 : world.idle();
        } catch (StoreFailedException away) {
            return 60_000;
        }
    }

    @Override
    void ended() {
        translating.cancel();
        world.timeline().once(dice.logUniform(100, 1_800_000), null, this::startIfDown);
    }

    private void startIfDown() {
        if (!isUp()) {
            start();
        }
    }

    /** Takes a batch as the HTTP door does. */
    ReceiptMessage accept(BatchMessage batch) throws Away {
        if (!isUp()) {
            throw new Away(0);
        }
        mayDie("before a batch");
        ReceiptMessage receipt;
        try {
            receipt = ingest.accept(DeviceKey.of(batch.device().key()), batch);
        } catch (StoreFailedException failed) {
            throw new Away(503);
        }
        mayDie("before its answer");
        return receipt;
    }

    /** Compares what an agent counted as the HTTP door does. */
    TalliesAnswer compare(TalliesMessage message) throws Away {
        if (!isUp()) {
            throw new Away(0);
        }
        mayDie("before comparing");
        TalliesAnswer answer;
        try {
            List<ProofMessage> told = message.proofs() == null ? List.of() : message.proofs();
            ProofBook.check(told);
            Asked asked = Asked.of(message);
            keep(message.agent(), told);
            answer = comparison.compare(asked);
        } catch (StoreFailedException failed) {
            throw new Away(503);
        }
        mayDie("before telling what differs");
        return answer;
    }

    private void keep(String agent, List<ProofMessage> told) throws Away {
        for (ProofMessage proof : told) {
            try {
                proofs.keep(agent, List.of(proof));
                late.remove(agent + " of " + proof.device());
            } catch (LateTellingException older) {
                late.add(agent + " of " + proof.device());
                throw new Away(409);
            }
        }
    }

    /**
     * Tells whether an agent's last word on a device counts: it was taken, though the agent's clock may have been set back, and no other one
     * was heard of more than two days later.
     */
    boolean listensTo(String agent, String device) {
        List<ProofShelf.Told> told = disk.read(unit -> unit.devices()
                .find(DeviceKey.of(device))
                .map(known -> unit.proofs().told(known.id()))
                .orElse(List.of()));
        Instant newest = told.stream()
                .map(ProofShelf.Told::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return !late.contains(agent + " of " + device)
                && told.stream()
                        .anyMatch(one ->
                                one.agent().equals(agent) && !one.at().isBefore(newest.minus(Duration.ofDays(2))));
    }

    /** Returns how often a backup was put back and nobody told it that it is another store since. */
    int silentRestores() {
        return silentRestores;
    }

    /** Returns what it shows of the days that were compared: a line for each device and stretch of such days. */
    List<DeviceLine> shown() {
        Completeness completeness = new Completeness(disk, proofs, this::instant);
        List<DeviceLine> lines = new ArrayList<>();
        disk.<List<Device>>read(unit -> unit.devices().all())
                .forEach(device -> stretches(device)
                        .forEach(days ->
                                lines.addAll(completeness.of(device.key().value(), days))));
        return lines;
    }

    private List<AskedDays> stretches(Device device) {
        List<AskedDays> stretches = new ArrayList<>();
        for (LocalDate day : disk.<Set<LocalDate>>read(
                unit -> unit.proofs().days(device.id(), null, null).keySet())) {
            AskedDays last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (last != null && last.to().equals(day)) {
                stretches.set(stretches.size() - 1, new AskedDays(last.from(), day.plusDays(1), true));
            } else {
                stretches.add(new AskedDays(day, day.plusDays(1), true));
            }
        }
        return stretches;
    }

    /** Takes what a terminal posts as the HTTP door does; returns normally where it answers 200. */
    void posted(DeviceKey key, String contentType, byte[] body) throws Away {
        if (!isUp()) {
            throw new Away(0);
        }
        mayDie("before a body");
        try {
            Device device = store.read(unit -> unit.devices().find(key)).orElse(null);
            if (device == null) {
                throw new Away(404);
            }
            intake.take(device, contentType, body, false, "10.0.0.9");
        } catch (StoreFailedException failed) {
            throw new Away(503);
        }
        translating.wake();
        mayDie("before its answer to a body");
    }

    /** An administrator enters a terminal that is to post. */
    void register(dev.rollcall.simulation.Device device) {
        Boolean unused = disk.write(unit ->
                unit.devices().add(device.key(), "terminal " + device.key(), null, null, world.start()) != null);
    }
}
