package dev.rollcall.agent.journal;

import dev.rollcall.attendance.window.LostTime;
import java.util.List;

/**
 * What is known to be lost of a device's logs beside their gaps, and what of all that a person has accepted.
 *
 * @param times    the times of which nobody can say what it logged
 * @param accepted what people have accepted of these and of its gaps
 */
public record LogLosses(List<LostTime> times, Acceptances accepted) {

    public LogLosses {
        times = List.copyOf(times);
    }

    /** Returns the times that nobody has accepted. */
    public List<LostTime> openTimes() {
        return accepted.openTimes(times);
    }
}
