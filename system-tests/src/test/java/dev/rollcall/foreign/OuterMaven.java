package dev.rollcall.foreign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Maven that runs this build, as far as a Maven started by it has to agree with it.
 *
 * @param home            its folder
 * @param userSettings    the settings of whoever builds; null where there are none
 * @param globalSettings  the settings of the installation; null where there are none
 * @param localRepository where it keeps what it has downloaded
 * @param offline         whether it was told to stay off the network
 */
record OuterMaven(
        Path home, @Nullable Path userSettings, @Nullable Path globalSettings, Path localRepository, boolean offline) {

    static OuterMaven ofThisBuild() {
        // One property, since Maven hands over some of these as files and switches, which failsafe does not take.
        List<String> parts = List.of(property("rollcall.outer-maven").split("\\|", -1));
        return new OuterMaven(
                Path.of(parts.get(0)),
                existing(parts.get(1)),
                existing(parts.get(2)),
                Path.of(parts.get(3)),
                Boolean.parseBoolean(parts.get(4)));
    }

    /** The script that starts it. */
    Path script() {
        Path windows = home.resolve("bin/mvn.cmd");
        return Files.exists(Path.of("C:\\Windows")) && Files.exists(windows) ? windows : home.resolve("bin/mvn");
    }

    /** A property that system-tests/pom.xml passes to its integration tests. */
    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(
                    "system property " + name + " is missing: run this test by Maven, for example mvn verify");
        }
        return value;
    }

    private static @Nullable Path existing(String path) {
        return Files.isRegularFile(Path.of(path)) ? Path.of(path) : null;
    }
}
