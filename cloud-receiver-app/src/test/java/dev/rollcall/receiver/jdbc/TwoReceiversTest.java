package dev.rollcall.receiver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.testing.Crowd;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two receivers on one PostgreSQL are one: row R3. */
class TwoReceiversTest {

    @TempDir
    private Path folder;

    @Test
    void R3_eventsOfTwoAgentsWebhooksAndBackfillAtOnce_areThereExactlyOnce() throws Exception {
        exactlyOnce(20_000);
    }

    @Tag("long")
    @Test
    void R3_hundredThousandEvents_areThereExactlyOnce() throws Exception {
        exactlyOnce(100_000);
    }

    private void exactlyOnce(int events) throws Exception {
        DatabaseSettings settings = Stores.postgres(folder);
        try (Database one = Database.open(settings);
                Database other = Database.open(settings)) {
            Crowd crowd = new Crowd(JdbcStore.in(one, Crowd.NOW), JdbcStore.in(other, Crowd.NOW), events);
            crowd.send();

            assertThat(RowCount.of(one, "event")).isEqualTo(events);
            assertThat(RowCount.of(one, "event_raw")).isEqualTo(events);
            assertThat(RowCount.of(one, "event_identity where relation is null"))
                    .isEqualTo(events);
            assertThat(RowCount.of(one, "event_identity where relation is null and position is null"))
                    .isZero();
            assertThat(RowCount.of(one, "inbox where state <> 'DONE'")).isZero();
            assertThat(RowCount.of(one, "alarm")).isZero();
            assertThat(crowd.storedByReceipts()).isLessThanOrEqualTo(events);
            crowd.assertFeedHasEachOnce();
        }
    }
}
