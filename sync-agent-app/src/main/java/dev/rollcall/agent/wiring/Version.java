package dev.rollcall.agent.wiring;

import org.jspecify.annotations.Nullable;

/** Which version of the agent this is. */
public final class Version {

    private Version() {}

    /** Returns the version of the jar; {@code development} where there is no jar. */
    public static String current() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
