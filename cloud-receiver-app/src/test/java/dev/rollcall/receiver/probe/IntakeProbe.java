package dev.rollcall.receiver.probe;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.inbox.InboxQueue;
import dev.rollcall.receiver.inbox.InboxWriting;
import dev.rollcall.receiver.inbox.Intake;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Stores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/** Prints how many posted bodies a second are stored before they are answered, one transaction each and in groups, in turn. */
public final class IntakeProbe {

    private static final int THREADS = 64;
    private static final byte[] BODY =
            "{\"eventType\":\"AccessControllerEvent\"}".repeat(11).getBytes();

    private IntakeProbe() {}

    /** Takes the number of bodies for each figure (10,000 by default). */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int bodies = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        for (boolean postgres : new boolean[] {false, true}) {
            Path folder = Files.createTempDirectory("intake-probe");
            DatabaseSettings settings = postgres ? Stores.postgres(folder) : Stores.sqlite(folder);
            try (Database database = Database.open(settings)) {
                Store store = JdbcStore.in(database, Instant.now());
                for (int round = 0; round < 2; round++) {
                    for (int group : new int[] {1, 200}) {
                        measure(store, (postgres ? "postgresql" : "sqlite    "), group, bodies);
                    }
                }
            }
        }
        System.exit(0);
    }

    private static void measure(Store store, String title, int group, int bodies) throws InterruptedException {
        Device device = store.write(unit -> unit.devices().lock(DeviceKey.of("PROBE0001"), Instant.now()));
        InboxQueue queue = new InboxQueue(1000, new InboxQueue.Waits(Duration.ofSeconds(60), Duration.ofSeconds(60)));
        InboxWriting writing = new InboxWriting(store, queue, new InboxWriting.Group(group, 8 << 20), () -> {});
        Semaphore wakes = new Semaphore(0);
        List<Thread> writers = new ArrayList<>();
        for (int number = 0; number < store.writers(); number++) {
            Thread writer = new Thread(() -> write(writing, wakes));
            writer.setDaemon(true);
            writer.start();
            writers.add(writer);
        }
        Intake intake = new Intake(queue, writing, InstantSource.system(), () -> wakes.release(store.writers()));
        int each = bodies / THREADS;
        long[] nanos = new long[each * THREADS];
        List<Thread> posts = new ArrayList<>();
        long started = System.nanoTime();
        for (int number = 0; number < THREADS; number++) {
            int first = number * each;
            Thread post = new Thread(() -> {
                for (int index = first; index < first + each; index++) {
                    long begun = System.nanoTime();
                    intake.take(device, "application/json", BODY, false, "::1");
                    nanos[index] = System.nanoTime() - begun;
                }
            });
            post.start();
            posts.add(post);
        }
        for (Thread post : posts) {
            post.join();
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        writers.forEach(Thread::interrupt);
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s up to %3d in a transaction %,8.0f bodies/s, p50 %6.1f ms, p99 %6.1f ms (load %.1f)%n",
                title,
                group,
                nanos.length / seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static void write(InboxWriting writing, Semaphore wakes) {
        try {
            while (true) {
                if (!writing.run()) {
                    wakes.acquire();
                    wakes.drainPermits();
                }
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }
}
