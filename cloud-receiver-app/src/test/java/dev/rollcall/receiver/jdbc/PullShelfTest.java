package dev.rollcall.receiver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.PasswordRefusals;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of terminals that are fetched from, on each database. */
class PullShelfTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final String DOOR = "192.168.1.200:80";

    @TempDir
    private Path folder;

    private static boolean take(Store store, String owner, Instant now) {
        return store.write(unit -> unit.pulls().take(DOOR, owner, now, now.plusSeconds(60)));
    }

    private static PasswordRefusals refusals(Store store, String credential) {
        return store.read(unit -> unit.pulls().refusals(DOOR, credential));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void terminal_isOnesOwn_untilItIsGivenBackOrTheTimeIsOver(boolean postgres) {
        try (Database database = Database.open(postgres ? Stores.postgres(folder) : Stores.sqlite(folder))) {
            Store store = JdbcStore.in(database, NOW);

            assertThat(take(store, "one", NOW)).isTrue();
            assertThat(take(store, "one", NOW.plusSeconds(30))).isTrue();
            assertThat(take(store, "two", LATER)).isFalse();
            assertThat(take(store, "two", NOW.plusSeconds(91))).isTrue();
            assertThat(take(store, "one", NOW.plusSeconds(92))).isFalse();
            store.write(unit -> {
                unit.pulls().giveBack(DOOR, "one");
                return DOOR;
            });
            assertThat(take(store, "one", NOW.plusSeconds(93))).isFalse();
            store.write(unit -> {
                unit.pulls().giveBack(DOOR, "two");
                return DOOR;
            });
            assertThat(take(store, "one", NOW.plusSeconds(94))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusals_areRememberedByCredential_overARestart_untilTheyAreForgotten(boolean postgres) {
        var settings = postgres ? Stores.postgres(folder) : Stores.sqlite(folder);
        PasswordRefusals twice = PasswordRefusals.NONE
                .refused(true, 3, NOW)
                .presented(LATER)
                .presented(LATER)
                .locked(Duration.ofMinutes(5), NOW);
        byte[] salt;
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, NOW);
            salt = store.write(unit -> unit.pulls().salt(new byte[] {1, 2}));
            store.write(unit -> {
                unit.pulls().note(DOOR, "a", twice);
                unit.pulls().note(DOOR, "a", twice);
                unit.pulls().note(DOOR, "c", PasswordRefusals.ACCEPTED);
                return DOOR;
            });
        }
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, NOW);
            byte[] kept = store.write(unit -> unit.pulls().salt(new byte[] {3, 4}));
            int forgotten;
            assertThat(kept).isEqualTo(salt);
            assertThat(refusals(store, "a")).isEqualTo(twice);
            assertThat(refusals(store, "b")).isEqualTo(PasswordRefusals.NONE);
            assertThat(refusals(store, "c")).isEqualTo(PasswordRefusals.ACCEPTED);
            forgotten = store.write(unit -> unit.pulls().forget(DOOR));
            assertThat(forgotten).isEqualTo(1);
            assertThat(refusals(store, "a")).isEqualTo(PasswordRefusals.NONE);
            assertThat(refusals(store, "c")).isEqualTo(PasswordRefusals.NONE);
        }
    }

    @Test
    void password_isShownTwice_thenNotUntilSomebodyActs() {
        PasswordRefusals once = PasswordRefusals.NONE.refused(false, null, NOW);

        assertThat(once.withheldUntil(NOW)).isNull();
        assertThat(once.refused(true, null, NOW).withheldUntil(NOW)).isEqualTo(Instant.MAX);
        assertThat(once.refused(false, 3, NOW).withheldUntil(NOW)).isEqualTo(Instant.MAX);
        assertThat(once.refused(false, 4, NOW).withheldUntil(NOW)).isEqualTo(NOW.plus(Duration.ofHours(6)));
        assertThat(once.refused(false, 4, NOW).withheldUntil(NOW.plus(Duration.ofHours(6))))
                .isNull();
    }

    @Test
    void lock_isWaitedFor_andIsNoRefusal() {
        PasswordRefusals locked = PasswordRefusals.NONE.locked(Duration.ofMinutes(10), NOW);

        assertThat(locked.withheldUntil(NOW)).isEqualTo(NOW.plusSeconds(630));
        assertThat(locked.withheldUntil(NOW.plusSeconds(630))).isNull();
        assertThat(PasswordRefusals.NONE.locked(null, NOW).withheldUntil(NOW)).isEqualTo(NOW.plusSeconds(1830));
    }
}
