package dev.rollcall.receiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator does after a backup was restored, and how a receiver is held to one store. */
class RestoredCommandTest {

    @TempDir
    private Path folder;

    private String run(int expected, String... words) {
        StringWriter said = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--rollcall.data-dir=" + folder);
        int code = CommandLineDoor.run(all.toArray(String[]::new), new PrintWriter(said), new PrintWriter(said));
        assertThat(code).as(said.toString()).isEqualTo(expected);
        return said.toString();
    }

    private String store() {
        return run(0, "check").replaceAll("(?s).*store ([0-9a-f-]{36}).*", "$1");
    }

    @Test
    void migrateRestored_givesAnotherStoreId_andMigrateAloneDoesNot() {
        String first = store();
        assertThat(first).hasSize(36);
        run(0, "migrate");
        assertThat(store()).isEqualTo(first);

        String said = run(0, "migrate", "--restored");
        assertThat(store()).isNotEqualTo(first);
        assertThat(said).contains(store(), "Start the receivers again");
        run(0, "check", "--rollcall.database.store=" + store());
    }
}
