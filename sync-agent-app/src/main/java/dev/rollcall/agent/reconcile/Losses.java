package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.Acceptances;
import dev.rollcall.agent.journal.Judged;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.SerialGap;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** What a device's log no longer held when it was read, as findings: of serial numbers, and of times. */
final class Losses {

    private final List<Finding> all = new ArrayList<>();

    Losses(List<SerialGap> gaps, DeviceView view) {
        Acceptances accepted = view.lost().accepted();
        accepted.ofGaps(gaps).forEach(gap -> all.add(finding(gap)));
        accepted.ofTimes(view.lost().times()).forEach(time -> all.add(finding(time, view)));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    /** Returns what may be of a day. */
    List<Finding> of(LocalDate day) {
        return all.stream().filter(loss -> touches(loss, day)).toList();
    }

    private static boolean touches(Finding loss, LocalDate day) {
        LocalDateTime from = loss.wallClock();
        LocalDateTime to = loss.notAfter();
        return (from == null || from.isBefore(day.plusDays(1).atStartOfDay()))
                && (to == null || !to.isBefore(day.atStartOfDay()));
    }

    private static Finding finding(Judged<SerialGap> part) {
        SerialGap gap = part.loss();
        Kind kind = switch (gap.kind()) {
            case OVERWRITTEN, ELSEWHERE -> Kind.OVERWRITTEN;
            case DELETED -> Kind.GAP;
            case ABSENT -> Kind.ABSENT;
        };
        long first = gap.serials().first();
        long last = gap.serials().last();
        State state = gap.kind() == SerialGap.Kind.ELSEWHERE ? State.REPAIRED : state(part);
        return new Finding(kind, null, first, first == last ? null : last, gap.notBefore(), gap.notAfter(), state);
    }

    /** As long as the log shows nothing it may be lost up to where it was read. */
    private static Finding finding(Judged<LostTime> part, DeviceView view) {
        LostTime time = part.loss();
        LocalDateTime until = time.notAfter();
        LocalDateTime position = view.position();
        LocalDateTime to = until == null && position != null && position.isAfter(time.notBefore()) ? position : until;
        return new Finding(Kind.UNREAD, null, null, null, time.notBefore(), to, state(part));
    }

    private static State state(Judged<?> part) {
        return part.isAccepted() ? State.ACCEPTED : State.OPEN;
    }
}
