package dev.rollcall.agent.health;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.journal.PushBook.Posted;
import dev.rollcall.agent.journal.PushBook.Posts;
import dev.rollcall.agent.journal.PushBook.PushTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How terminals post to this computer, as a machine reads it. Counts are up to a second old.
 *
 * @param configured whether there is to be a listener
 * @param port       its port; null if there is none
 * @param listening  whether a running agent listens now
 * @param posts      posts taken in since the journal began
 * @param refused    posts not taken in: unknown addresses, and what could not be stored
 * @param unknown    those to unknown addresses among them
 * @param devices    each configured terminal
 */
public record ListenerState(
        boolean configured,
        @Nullable Integer port,
        boolean listening,
        long posts,
        long refused,
        long unknown,
        List<DevicePosts> devices) {

    /** The kind of the alarm that is raised for each device while the port cannot be opened. */
    public static final String NOT_LISTENING = "not-listening";

    public ListenerState {
        devices = List.copyOf(devices);
    }

    static ListenerState beforeFirstRun(AgentConfig config) {
        AgentConfig.Listen listen = config.listen();
        return new ListenerState(listen != null, listen == null ? null : listen.port(), false, 0, 0, 0, List.of());
    }

    /**
     * Returns how it is.
     *
     * @param known the facts about any of the devices: that nothing listens is told of each
     */
    static ListenerState of(AgentConfig config, boolean daemon, JournalFacts.DeviceFacts known, PushBook pushes) {
        AgentConfig.Listen listen = config.listen();
        Map<String, Posts> posted = new HashMap<>();
        for (Posted one : pushes.posted()) {
            posted.put(one.device(), one.posts());
        }
        List<DevicePosts> devices = new ArrayList<>();
        for (DeviceConfig device : config.devices()) {
            devices.add(DevicePosts.of(
                    device.name(), posted.getOrDefault(device.name(), Posts.NONE), pushes.target(device.name())));
        }
        boolean closed = known.alarms().stream().anyMatch(alarm -> alarm.kind().equals(NOT_LISTENING));
        return new ListenerState(
                listen != null,
                listen == null ? null : listen.port(),
                daemon && listen != null && !closed,
                posted.values().stream().mapToLong(Posts::posts).sum(),
                posted.values().stream().mapToLong(Posts::refused).sum(),
                posted.getOrDefault(PushBook.NOBODY, Posts.NONE).refused(),
                devices);
    }

    /**
     * What one terminal posts.
     *
     * @param name        its configured name
     * @param posts       posts taken in
     * @param events      posts with an event among them
     * @param refused     posts not taken in
     * @param lastPost    when the last one was taken in
     * @param lastEvent   when the last one with an event was
     * @param target      the address of this computer it was told to post to; null if {@code webhook install} has not told it
     * @param targetState what its slots said of that last: held, lost, taken, unsupported
     * @param installed   when it was told
     * @param checked     when its slots were last read
     * @param rearmed     when it was last told once more
     */
    public record DevicePosts(
            String name,
            long posts,
            long events,
            long refused,
            @Nullable String lastPost,
            @Nullable String lastEvent,
            @Nullable String target,
            @Nullable String targetState,
            @Nullable String installed,
            @Nullable String checked,
            @Nullable String rearmed) {

        static DevicePosts of(String name, Posts posts, @Nullable PushTarget target) {
            return new DevicePosts(
                    name,
                    posts.posts(),
                    posts.events(),
                    posts.refused(),
                    text(posts.lastPostAt()),
                    text(posts.lastEventAt()),
                    target == null ? null : target.host(),
                    target == null ? null : target.state().name().toLowerCase(Locale.ROOT),
                    target == null ? null : text(target.installedAt()),
                    target == null ? null : text(target.checkedAt()),
                    target == null ? null : text(target.rearmedAt()));
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }
}
