package dev.rollcall.agent.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.isapi.PasswordRefusals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** It is asked before each request to a terminal, also while the journal stores pages. */
class SqliteLatchTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    private static final PasswordRefusals ONE =
            PasswordRefusals.NONE.refused(true, null, Instant.parse("2026-11-24T08:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    @Timeout(20)
    void whatIsKnown_doesNotWaitForATransaction() throws Exception {
        try (Database database = Database.open(folder.resolve("journal.db"))) {
            SqliteLatch latch = new SqliteLatch(database);
            assertThat(latch.refusals(FRONT)).isEqualTo(PasswordRefusals.NONE);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            Thread storing = new Thread(() -> database.transaction(session -> {
                begun.countDown();
                try {
                    return end.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException stopped) {
                    return false;
                }
            }));
            storing.start();
            begun.await();

            assertThat(latch.refusals(FRONT)).isEqualTo(PasswordRefusals.NONE);
            end.countDown();
            storing.join();
        }
    }

    @Test
    void whatIsStoredOrCleared_isKnownAtOnce_andOnDisk() {
        try (Database database = Database.open(folder.resolve("journal.db"))) {
            SqliteLatch latch = new SqliteLatch(database);
            latch.refusals(FRONT);
            latch.store(FRONT, ONE);
            assertThat(latch.refusals(FRONT)).isEqualTo(ONE);
            assertThat(new SqliteLatch(database).refusals(FRONT)).isEqualTo(ONE);

            latch.clear(FRONT);
            assertThat(latch.refusals(FRONT)).isEqualTo(PasswordRefusals.NONE);
            assertThat(new SqliteLatch(database).refusals(FRONT)).isEqualTo(PasswordRefusals.NONE);
        }
    }
}
