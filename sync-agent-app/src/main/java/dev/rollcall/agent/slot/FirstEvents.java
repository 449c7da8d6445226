package dev.rollcall.agent.slot;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.schedule.Pause;
import dev.rollcall.agent.slot.HookReport.Device;
import dev.rollcall.agent.slot.HookReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Waits for the first event that a terminal posts: configured is not working. */
public final class FirstEvents {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Listening listening;
    private final Pause pause;
    private final LongSupplier nanoTime;

    /**
     * Creates it.
     *
     * @param pause    waits between two looks
     * @param nanoTime monotonic time
     */
    public FirstEvents(Listening listening, Pause pause, LongSupplier nanoTime) {
        this.listening = listening;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /**
     * Waits until each of some terminals has posted an event, or the time is up.
     *
     * @param since earlier events do not count
     */
    public HookReport await(List<String> devices, Instant since, Duration patience, int port) {
        listening.begin();
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        List<String> silent = silent(devices, since);
        while (!silent.isEmpty() && deadline - nanoTime.getAsLong() > 0 && pause.waitFor(LOOK)) {
            silent = silent(devices, since);
        }
        List<Device> results = new ArrayList<>();
        for (String device : devices) {
            results.add(silent.contains(device) ? silence(device, patience, port) : works(device));
        }
        return HookReport.of(results, since.toString());
    }

    private List<String> silent(List<String> devices, Instant since) {
        return devices.stream()
                .filter(device -> {
                    Instant last = listening.lastEvent(device);
                    return last == null || last.isBefore(since);
                })
                .toList();
    }

    private static Device works(String device) {
        return new Device(device, Result.WORKS, null, null, List.of(), "an event has arrived: it works", ExitCode.FINE);
    }

    private Device silence(String device, Duration patience, int port) {
        String text = listening.isOpen()
                ? "no event has arrived within " + patience.toSeconds()
                        + " s. Did somebody punch at it? Does the firewall of this "
                        + "computer let TCP port " + port
                        + " in from the terminal? Is the address that it was told this computer's "
                        + "on the terminal's network? Some models keep an address and never post (DS-K1A340FWX V1.2.7): they are "
                        + "read by schedule all the same."
                : "nothing listens on port " + port
                        + ", so nothing can arrive. Is another program on it? See the agent's log.";
        return new Device(device, Result.SILENT, null, null, List.of(), text, ExitCode.INCOMPLETE);
    }
}
