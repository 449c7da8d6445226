package dev.rollcall.agent.journal;

import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialSet;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What people have accepted of the losses of one device. It lies over what is known of them, which changes as the device is read: what was
 * accepted in part is told in parts, and what turns out not to be lost is told as that.
 *
 * @param all everything that was ever accepted, in that order: of several that say something of the same the last one counts
 */
public record Acceptances(List<AcceptedLoss> all) {

    /** Nobody has accepted anything. */
    public static final Acceptances NONE = new Acceptances(List.of());

    public Acceptances {
        all = List.copyOf(all);
    }

    /** Returns gaps in parts, each of which is accepted as a whole or not at all, in their order. */
    public List<Judged<SerialGap>> ofGaps(List<SerialGap> gaps) {
        return gaps.stream().flatMap(gap -> parts(gap).stream()).toList();
    }

    /** Returns the parts of gaps that are lost and that nobody has accepted. */
    public List<SerialGap> open(List<SerialGap> gaps) {
        return ofGaps(gaps.stream().filter(SerialGap::isLost).toList()).stream()
                .filter(part -> !part.isAccepted())
                .map(Judged::loss)
                .toList();
    }

    /** Returns times in parts, likewise. */
    public List<Judged<LostTime>> ofTimes(List<LostTime> times) {
        return times.stream().flatMap(time -> parts(time).stream()).toList();
    }

    /** Returns the parts of times that nobody has accepted. */
    public List<LostTime> openTimes(List<LostTime> times) {
        return ofTimes(times).stream()
                .filter(part -> !part.isAccepted())
                .map(Judged::loss)
                .toList();
    }

    private List<Judged<SerialGap>> parts(SerialGap gap) {
        List<Judged<SerialGap>> parts = new ArrayList<>();
        SerialSet left = SerialSet.ofRanges(List.of(gap.serials()));
        for (int last = all.size() - 1; last >= 0; last--) {
            AcceptedLoss accepted = all.get(last);
            if (accepted.isOf(gap)) {
                SerialSet these = SerialSet.ofRanges(List.of(Objects.requireNonNull(accepted.serials())));
                SerialSet rest = left.minus(these);
                gap.among(left.minus(rest)).forEach(part -> parts.add(new Judged<>(part, accepted.acceptance())));
                left = rest;
            }
        }
        gap.among(left).forEach(part -> parts.add(new Judged<>(part, null)));
        parts.sort(Comparator.comparingLong(part -> part.loss().serials().first()));
        return parts;
    }

    private List<Judged<LostTime>> parts(LostTime time) {
        List<Judged<LostTime>> parts = List.of(new Judged<>(time, null));
        for (int last = all.size() - 1; last >= 0; last--) {
            AcceptedLoss accepted = all.get(last);
            parts = parts.stream().flatMap(part -> cut(part, accepted).stream()).toList();
        }
        return parts;
    }

    /** What is accepted of a part, and what of it is before and after that. */
    private static List<Judged<LostTime>> cut(Judged<LostTime> part, AcceptedLoss accepted) {
        LostTime time = part.loss();
        if (part.isAccepted() || !accepted.isOf(time)) {
            return List.of(part);
        }
        LocalDateTime from = Objects.requireNonNull(accepted.notBefore());
        LocalDateTime to = Objects.requireNonNull(accepted.notAfter());
        LocalDateTime end = time.notAfter();
        List<Judged<LostTime>> parts = new ArrayList<>();
        boolean begins = from.isAfter(time.notBefore());
        boolean ends = end == null || to.isBefore(end);
        if (begins) {
            parts.add(new Judged<>(new LostTime(time.notBefore(), from, time.noticedAt()), null));
        }
        parts.add(new Judged<>(
                new LostTime(begins ? from : time.notBefore(), ends ? to : end, time.noticedAt()),
                accepted.acceptance()));
        if (ends) {
            parts.add(new Judged<>(new LostTime(to, end, time.noticedAt()), null));
        }
        return parts;
    }
}
