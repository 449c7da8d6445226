package dev.rollcall.agent.slot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.agent.health.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code webhook install} or {@code webhook remove} came to, as a machine reads it. Fields are only ever added.
 *
 * @param devices  what it came to with each terminal
 * @param exitCode how the command exits
 * @param since    when this began, ISO-8601 UTC: an event that arrives later shows that it works
 */
public record HookReport(List<Device> devices, int exitCode, String since) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public HookReport {
        devices = List.copyOf(devices);
    }

    /** Returns the report of terminals; the exit code is the highest of theirs. */
    public static HookReport of(List<Device> devices, String since) {
        return new HookReport(
                devices, devices.stream().mapToInt(Device::exitCode).max().orElse(0), since);
    }

    /** Returns it as JSON. */
    public String json() {
        return Json.of(this);
    }

    /** Returns the report of a text, of this version or a newer one; null if it is none. */
    public static @Nullable HookReport parse(String text) {
        try {
            return JSON.readValue(text, HookReport.class);
        } catch (JsonProcessingException other) {
            return null;
        }
    }

    /**
     * What it came to with one terminal.
     *
     * @param name     its configured name
     * @param result   in a word
     * @param target   where it posts to now, without path; null if that is not known
     * @param slot     the number of the slot; null if none
     * @param foreign  whom the slots in the way post to
     * @param text     what was done or what stands against it, for a person
     * @param exitCode how the command would exit for this terminal alone
     */
    public record Device(
            String name,
            Result result,
            @Nullable String target,
            @Nullable String slot,
            List<String> foreign,
            String text,
            int exitCode) {

        public Device {
            foreign = List.copyOf(foreign);
        }
    }

    /** What it came to, in a word. */
    public enum Result {
        /** The terminal keeps our address; that it posts was not seen. */
        SET,
        /** An event has arrived since. */
        WORKS,
        /** No event has arrived in time. */
        SILENT,
        /** Our slot is free now. */
        REMOVED,
        /** No slot is ours. */
        NOTHING_SET,
        /** Others hold the only slot, or all of them. */
        TAKEN,
        /** The terminal did not keep the address. */
        NOT_KEPT,
        /** It cannot be. */
        FAILED
    }
}
