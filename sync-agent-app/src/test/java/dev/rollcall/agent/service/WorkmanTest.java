package dev.rollcall.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class WorkmanTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final Workman workman = new Workman(new PrintWriter(out));

    private final List<Deed> deeds() {
        Path file = folder.resolve("a/unit");
        return List.of(
                new Deed.Write(file, "one\ntwo\n", StandardCharsets.UTF_8),
                Deed.Run.of("sh", "-c", "cp '" + file + "' '" + folder.resolve("copy") + "'"),
                Deed.Run.tolerant("sh", "-c", "exit 3"),
                new Deed.Remove(file),
                Deed.Tell.of("all done"));
    }

    @Test
    void deeds_areCarriedOutInOrder() {
        assertThat(workman.carryOut(deeds())).isTrue();
        assertThat(folder.resolve("copy")).hasContent("one\ntwo\n");
        assertThat(folder.resolve("a/unit")).doesNotExist();
        assertThat(out.toString()).isEqualTo("all done" + System.lineSeparator());
    }

    @Test
    void shownDeeds_areNotCarriedOut() {
        workman.show(deeds());

        assertThat(folder).isEmptyDirectory();
        assertThat(out.toString())
                .contains("write " + folder.resolve("a/unit"), "    two", "run sh -c ", "remove ", "say all done");
    }

    @Test
    void failure_endsIt_andIsNamed() {
        assertThat(workman.carryOut(
                        List.of(Deed.Run.of("sh", "-c", "echo no such user >&2; exit 4"), Deed.Tell.of("never said"))))
                .isFalse();
        assertThat(out.toString()).contains("no such user", "ended with 4").doesNotContain("never said");
    }

    @Test
    void missingProgram_isAFailure_andUnfinishedWorkIsNotCalledDone() {
        assertThat(workman.carryOut(List.of(Deed.Run.of("no-such-program-of-rollcall"))))
                .isFalse();
        assertThat(workman.carryOut(List.of(new Deed.Tell("start it yourself", true))))
                .isFalse();
    }
}
