package dev.rollcall.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test that adds to somebody's local repository has to be careful there. */
class LendingTest {

    private static final String SHA1_OF_NEW = "c2a6b03f190dfb2b4aa91f8af8d477a9bc3401dc";

    @TempDir
    private Path folder;

    private Path from;
    private Path to;

    @BeforeEach
    void repositories() {
        from = folder.resolve("nested");
        to = folder.resolve("outer");
    }

    @Test
    void lend_addsWhatIsWhole() throws Exception {
        place(from, "org/example/a/1/a-1.jar", "new");
        place(from, "org/example/a/1/a-1.jar.sha1", SHA1_OF_NEW + "  a-1.jar");
        place(from, "org/example/a/1/_remote.repositories", "nothing of that");

        new Lending(from, to).lend();

        assertThat(to.resolve("org/example/a/1/a-1.jar")).hasContent("new");
        assertThat(to.resolve("org/example/a/1")).isDirectoryNotContaining("glob:**{.tmp,.sha1,.repositories}");
    }

    @Test
    void lend_leavesWhatIsThere() throws Exception {
        place(from, "org/example/a/1/a-1.jar", "new");
        place(from, "org/example/a/1/a-1.jar.sha1", SHA1_OF_NEW);
        place(to, "org/example/a/1/a-1.jar", "old");

        new Lending(from, to).lend();

        assertThat(to.resolve("org/example/a/1/a-1.jar")).hasContent("old");
    }

    @Test
    void lend_keepsBackWhatIsBrokenUnprovenOrOurs() throws Exception {
        place(from, "org/example/a/1/a-1.jar", "broken");
        place(from, "org/example/a/1/a-1.jar.sha1", SHA1_OF_NEW);
        place(from, "org/example/b/1/b-1.jar", "new");
        place(from, "dev/rollcall/c/1/c-1.jar", "new");
        place(from, "dev/rollcall/c/1/c-1.jar.sha1", SHA1_OF_NEW);

        new Lending(from, to).lend();

        assertThat(to).doesNotExist();
    }

    private static void place(Path repository, String name, String text) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
