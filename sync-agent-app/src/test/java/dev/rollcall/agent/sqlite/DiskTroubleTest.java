package dev.rollcall.agent.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalException.Trouble;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A disk that is full, failing or held: what is stored stays, and the agent says what to do. */
class DiskTroubleTest extends StoreFixture {

    @Test
    void fullDisk_losesNothing_andHealsByItself() throws SQLException {
        punches(1, 100);
        store.pragma("max_page_count = " + raw().number("pragma page_count"));

        assertThatThrownBy(() -> punches(101, 400))
                .isInstanceOfSatisfying(
                        JournalException.class,
                        full -> assertThat(full.trouble()).isEqualTo(Trouble.PASSING))
                .hasMessageContaining("disk is full");
        assertThat(store.verifyAll().isSound()).isTrue();
        assertThat(store.outbox().waiting()).isEqualTo(100);

        store.pragma("max_page_count = 1073741823");
        punches(101, 400);

        assertThat(deliver()).hasSize(400);
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE_IOERR_FSYNC, UNTRUSTED, disk failed",
        "SQLITE_IOERR_WRITE, UNTRUSTED, disk failed",
        "SQLITE_READONLY, UNTRUSTED, cannot be written",
        "SQLITE_CORRUPT_INDEX, DAMAGE, damaged",
        "SQLITE_NOTADB, DAMAGE, damaged",
        "SQLITE_FULL, PASSING, full",
        "SQLITE_BUSY, PASSING, Another program",
        "SQLITE_CANTOPEN, PASSING, own dataDir"
    })
    void eachTrouble_saysWhatToDo(SQLiteErrorCode code, Trouble trouble, String words) {
        JournalException told = SqliteTrouble.of(Path.of("journal.db"), new SQLiteException("x", code));

        assertThat(told.trouble()).isEqualTo(trouble);
        assertThat(told).hasMessageContaining(words).hasMessageContaining("journal.db");
    }
}
