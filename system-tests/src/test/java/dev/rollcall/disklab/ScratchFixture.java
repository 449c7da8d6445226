package dev.rollcall.disklab;

import dev.rollcall.lab.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder for what comes and goes by the thousand, and one for what stays until the test is over. */
abstract class ScratchFixture {

    @TempDir
    private Path folder;

    private Path scratch;

    @BeforeEach
    void makeScratch() throws IOException {
        scratch = Scratch.make(folder);
    }

    @AfterEach
    void removeScratch() throws IOException {
        Scratch.remove(scratch);
    }

    final Path folder() {
        return folder;
    }

    final Path scratch() {
        return scratch;
    }
}
