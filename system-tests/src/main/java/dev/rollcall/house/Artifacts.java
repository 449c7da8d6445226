package dev.rollcall.house;

import java.nio.file.Path;

/**
 * Where the build leaves what it packages.
 *
 * @param home the folder of the clone
 */
public record Artifacts(Path home) {

    public Path agent() {
        return home.resolve("sync-agent-app/target/sync-agent.jar");
    }

    public Path receiver() {
        return home.resolve("cloud-receiver-app/target/cloud-receiver.war");
    }

    /** The receiver's own classes, a plain jar beside the WAR. */
    Path receiverClasses() {
        return home.resolve("cloud-receiver-app/target/cloud-receiver-classes.jar");
    }

    public Path simulator() {
        return home.resolve("hikvision-isapi-simulator/target/hikvision-isapi-simulator.jar");
    }
}
