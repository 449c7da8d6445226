package dev.rollcall.receiver.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import dev.rollcall.receiver.testing.BusyStore;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many posts, few transactions. */
class InboxWritingTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));
    private static final InboxWriting.Group GROUP = new InboxWriting.Group(200, 1 << 20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static InboxQueue queue(int capacity, Duration place) {
        return new InboxQueue(capacity, new InboxQueue.Waits(place, Duration.ofSeconds(20)));
    }

    private DatabaseSettings settings(boolean postgres) {
        return postgres ? Stores.postgres(folder) : Stores.sqlite(folder);
    }

    private static Device device(Store store) {
        return store.write(unit -> unit.devices().lock(DeviceKey.of("GRP000001"), CLOCK.instant()));
    }

    private CompletableFuture<Void> post(Intake intake, Device device, String type) {
        return CompletableFuture.runAsync(
                () -> intake.take(device, type, new byte[] {'{', '}'}, false, "::1"), threads);
    }

    private List<CompletableFuture<Void>> posts(Intake intake, Device device, int count, String type) {
        List<CompletableFuture<Void>> posts = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            posts.add(post(intake, device, type));
        }
        Awaitility.await().until(() -> inside.get() >= count);
        return posts;
    }

    /** Counts what is done. */
    private Store counting(Store store) {
        return new BusyStore(store, () -> {}, transactions::incrementAndGet);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_storesAllThatWait_inOneTransaction(boolean postgres) {
        try (Database database = Database.open(settings(postgres))) {
            Store store = JdbcStore.in(database, CLOCK.instant());
            Device device = device(store);
            InboxQueue queue = queue(100, Duration.ofSeconds(20));
            InboxWriting writing = new InboxWriting(counting(store), queue, GROUP, () -> {});
            Intake intake = new Intake(queue, writing, CLOCK, inside::incrementAndGet);
            List<CompletableFuture<Void>> posts = posts(intake, device, 50, "a/b");
            assertThat(posts).noneMatch(CompletableFuture::isDone);

            assertThat(writing.run()).isFalse();

            posts.forEach(CompletableFuture::join);
            assertThat(transactions).hasValue(1);
            assertThat(counts(store)).isEqualTo(Map.of(InboxResult.State.RECEIVED, 50L));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_parksTheOneBodyThatTheDatabaseRefuses_andStoresTheOthers(boolean postgres) throws SQLException {
        DatabaseSettings settings = settings(postgres);
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, CLOCK.instant());
            Device device = device(store);
            refusePoison(settings);
            InboxQueue queue = queue(100, Duration.ofSeconds(20));
            InboxWriting writing = new InboxWriting(store, queue, GROUP, () -> {});
            Intake intake = new Intake(queue, writing, CLOCK, inside::incrementAndGet);
            List<CompletableFuture<Void>> posts = posts(intake, device, 9, "a/b");
            posts.add(post(intake, device, "poison"));
            Awaitility.await().until(() -> inside.get() == 10);

            writing.run();

            posts.forEach(CompletableFuture::join);
            assertThat(counts(store)).isEqualTo(Map.of(InboxResult.State.RECEIVED, 9L, InboxResult.State.PARKED, 1L));
        }
    }

    @Test
    void run_doesNotTryEachForItself_whenTheDatabaseIsAway() {
        InboxQueue queue = queue(100, Duration.ofSeconds(20));
        InboxWriting writing = new InboxWriting(new Away(), queue, GROUP, () -> {});
        Intake intake = new Intake(queue, writing, CLOCK, inside::incrementAndGet);
        Device device = anyDevice();
        List<CompletableFuture<Void>> posts = posts(intake, device, 20, "a/b");

        writing.run();

        assertThat(posts)
                .allSatisfy(post -> assertThatThrownBy(post::join).hasCauseInstanceOf(StoreFailedException.class));
        assertThat(transactions).hasValue(1);
    }

    @Test
    void take_fails_whenTheQueueStaysFull_andAfterClosing() {
        InboxQueue queue = queue(1, Duration.ofMillis(50));
        InboxWriting writing = new InboxWriting(new Away(), queue, GROUP, () -> {});
        Intake intake = new Intake(queue, writing, CLOCK, inside::incrementAndGet);
        Device device = anyDevice();
        List<CompletableFuture<Void>> posts = posts(intake, device, 1, "a/b");

        assertThatThrownBy(() -> intake.take(device, "a/b", new byte[0], false, "::1"))
                .isInstanceOf(StoreFailedException.class)
                .hasMessageContaining("too many");
        intake.close();
        assertThat(posts)
                .allSatisfy(post -> assertThatThrownBy(post::join).hasCauseInstanceOf(StoreFailedException.class));
        assertThatThrownBy(() -> intake.take(device, "a/b", new byte[0], false, "::1"))
                .hasMessageContaining("stopping");
    }

    @Test
    void close_storesWhatWaits() {
        try (Database database = Database.open(settings(false))) {
            Store store = JdbcStore.in(database, CLOCK.instant());
            Device device = device(store);
            InboxQueue queue = queue(100, Duration.ofSeconds(20));
            InboxWriting writing = new InboxWriting(store, queue, new InboxWriting.Group(3, 1 << 20), () -> {});
            Intake intake = new Intake(queue, writing, CLOCK, inside::incrementAndGet);
            List<CompletableFuture<Void>> posts = posts(intake, device, 10, "a/b");

            intake.close();

            posts.forEach(CompletableFuture::join);
            assertThat(counts(store)).isEqualTo(Map.of(InboxResult.State.RECEIVED, 10L));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void take_storesTextsThatNoTextColumnHolds(boolean postgres) {
        try (Database database = Database.open(settings(postgres))) {
            Store store = JdbcStore.in(database, CLOCK.instant());
            Device device = device(store);
            InboxQueue queue = queue(100, Duration.ofSeconds(20));
            InboxWriting writing = new InboxWriting(store, queue, GROUP, () -> {});
            Intake intake = new Intake(queue, writing, CLOCK, writing::run);

            intake.take(
                    device, "a\u0000b\uD800c", new byte[] {0, (byte) 0xED, (byte) 0xA0, (byte) 0x80}, false, "\uDFFF");

            InboxItem item = store.read(unit -> unit.inbox().received(1)).get(0);
            assertThat(item.contentType()).isEqualTo("a\uFFFDb\uFFFDc");
            assertThat(item.peer()).isEqualTo("\uFFFD");
            assertThat(item.body()).containsExactly(0, 0xED, 0xA0, 0x80);
        }
    }

    private static Map<InboxResult.State, Long> counts(Store store) {
        return store.read(unit -> unit.inbox().counts());
    }

    private static Device anyDevice() {
        return new Device(
                1, DeviceKey.of("GRP000001"), null, null, null, null, null, null, null, true, CLOCK.instant());
    }

    private static void refusePoison(DatabaseSettings settings) throws SQLException {
        boolean postgres = settings.url() != null;
        String url =
                postgres ? settings.url() : "jdbc:sqlite:" + settings.dataDir().resolve("rollcall.db");
        try (Connection connection = DriverManager.getConnection(url, "postgres", null);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    postgres
                            ? "create function refuse() returns trigger language plpgsql as $$ begin if"
                                    + " new.content_type = 'poison' then raise exception 'on purpose' using errcode ="
                                    + " '22021'; end if; return new; end $$; create trigger refuse before insert on"
                                    + " rollcall.inbox for each row execute function refuse()"
                            : "create trigger refuse before insert on inbox when new.content_type = 'poison'"
                                    + " begin select raise(abort, 'on purpose'); end");
        }
    }

    /** A database that cannot be reached. */
    private final class Away implements Store {
        @Override
        public <T> T write(Function<UnitOfWork, T> work) {
            transactions.incrementAndGet();
            throw new StoreFailedException("away");
        }

        @Override
        public <T> T read(Function<UnitOfWork, T> work) {
            throw new StoreFailedException("away");
        }

        @Override
        public String id() {
            return "away";
        }

        @Override
        public int writers() {
            return 1;
        }
    }
}
