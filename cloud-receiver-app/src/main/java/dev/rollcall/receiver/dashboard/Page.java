package dev.rollcall.receiver.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first page shows, as texts ready to print; the template escapes them.
 *
 * @param summary one sentence
 * @param devices the devices
 * @param punches the latest events
 * @param agents  the agents
 * @param inbox   how many posted bodies wait for a person
 * @param now     when this was written, in UTC
 */
public record Page(
        String summary, List<DeviceCard> devices, List<Punch> punches, List<AgentCard> agents, long inbox, String now) {

    /** A text with a mood (good, quiet or bad), which is a class of the style sheet. */
    public record Mark(String text, String mood) {}

    /** A device. */
    public record DeviceCard(
            String title,
            String key,
            @Nullable String model,
            boolean isNew,
            List<Seen> seen,
            Mark clock,
            List<String> alarms) {}

    /** When something last came by a channel. */
    public record Seen(String channel, String ago, String at) {}

    /** An event. */
    public record Punch(
            String time,
            @Nullable String zone,
            String device,
            String person,
            @Nullable String number,
            Mark kind,
            String method,
            List<String> channels,
            Mark confirmed,
            @Nullable Mark timeQuality) {}

    /** An agent. */
    public record AgentCard(String id, String version, String seen, String lastRun, Mark backlog, List<String> lines) {}
}
