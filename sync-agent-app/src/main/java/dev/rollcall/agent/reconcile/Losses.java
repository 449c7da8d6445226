package dev.rollcall.agent.reconcile;

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
        gaps.forEach(gap -> all.add(finding(gap)));
        view.lost().forEach(time -> all.add(finding(time, view)));
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

    private static Finding finding(SerialGap gap) {
        Kind kind = switch (gap.kind()) {
            case OVERWRITTEN, ELSEWHERE -> Kind.OVERWRITTEN;
            case DELETED -> Kind.GAP;
            case ABSENT -> Kind.ABSENT;
        };
        long first = gap.serials().first();
        long last = gap.serials().last();
        State state = gap.kind() == SerialGap.Kind.ELSEWHERE ? State.REPAIRED : State.OPEN;
        return new Finding(kind, null, first, first == last ? null : last, gap.notBefore(), gap.notAfter(), state);
    }

    /** As long as the log shows nothing it may be lost up to where it was read. */
    private static Finding finding(LostTime time, DeviceView view) {
        LocalDateTime until = time.notAfter();
        LocalDateTime position = view.position();
        LocalDateTime to = until == null && position != null && position.isAfter(time.notBefore()) ? position : until;
        return new Finding(Kind.UNREAD, null, null, null, time.notBefore(), to, State.OPEN);
    }
}
