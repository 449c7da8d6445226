package dev.rollcall.documents;

import java.nio.file.Files;
import java.nio.file.Path;

/** The clone that is tested. */
public final class Clone {

    /** Its folder: Maven starts unit tests in the module, an IDE perhaps above it. */
    public static final Path HOME = home();

    private Clone() {}

    private static Path home() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("system-tests")) ? here : here.getParent();
    }
}
