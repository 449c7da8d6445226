package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.journal.LogLosses;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.SerialGap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the gaps of a device's log up to date after each pass, and one alarm that sums them up. */
final class GapWatch {

    private static final String ALARM = "events-lost";
    private static final int NAMED = 3;

    private final Journal journal;

    GapWatch(Journal journal) {
        this.journal = journal;
    }

    void settle(DeviceKey device, String name, @Nullable LogProof proof, Instant now) {
        List<SerialGap> settled = journal.settleGaps(device, proof, now);
        // The alarm stands under the name of the place, whatever stands there now.
        List<SerialGap> before = journal.gapsOfOthers(device, name);
        LogLosses losses = journal.losses(device);
        List<SerialGap> gaps = losses.accepted().open(settled);
        List<LostTime> times = losses.openTimes();
        if (gaps.isEmpty() && before.isEmpty() && times.isEmpty()) {
            journal.lower(ALARM, name);
        } else {
            Stream<Instant> numbered =
                    Stream.concat(gaps.stream(), before.stream()).map(SerialGap::noticedAt);
            journal.raise(
                    ALARM,
                    name,
                    text(gaps, before, times),
                    Stream.concat(numbered, times.stream().map(LostTime::noticedAt))
                            .max(Instant::compareTo)
                            .orElse(now));
        }
    }

    private static String text(List<SerialGap> gaps, List<SerialGap> before, List<LostTime> times) {
        List<String> texts = new ArrayList<>();
        if (!gaps.isEmpty()) {
            texts.add(text("The device", gaps));
        }
        if (!before.isEmpty()) {
            texts.add(text("The device that stood there before", before));
        }
        if (!times.isEmpty()) {
            texts.add("Its log was cleared or came round before it was read. Whether anything was logged "
                    + LogFacts.newest(times, NAMED).stream().map(GapWatch::text).collect(Collectors.joining(", "))
                    + " by its clock, nobody knows; whoever was there must be asked.");
        }
        return String.join(" ", texts);
    }

    private static String text(String whose, List<SerialGap> gaps) {
        long lost = gaps.stream().mapToLong(gap -> gap.serials().size()).sum();
        String named = LogFacts.newest(gaps, NAMED).stream().map(GapWatch::text).collect(Collectors.joining("; "));
        String places = gaps.size() == 1
                ? ""
                : "in " + gaps.size() + " places" + (gaps.size() > NAMED ? ", the newest of which are " : ", ");
        return whose + " no longer holds " + lost + " events that were never read: " + places + named
                + ". They cannot be read any more; whoever is concerned must be asked.";
    }

    private static String text(LostTime time) {
        return "between " + time.notBefore() + " and " + (time.notAfter() == null ? "now" : time.notAfter());
    }

    private static String text(SerialGap gap) {
        String what = gap.kind() == SerialGap.Kind.OVERWRITTEN
                ? "overwritten or deleted there"
                : "deleted there, since it holds older ones";
        return "serials " + gap.serials().first() + " to " + gap.serials().last() + ", logged between "
                + (gap.notBefore() == null ? "an unknown time" : gap.notBefore()) + " and "
                + (gap.notAfter() == null ? "an unknown time" : gap.notAfter()) + " by its clock, " + what;
    }
}
