package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialSet;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Notes what the receiver has of what devices overwrote before it was read here: nobody need be asked for a punch that is there. What the
 * receiver turns out to have no more is lost again.
 */
final class HeldElsewhere {

    /** Two bounds that lie further apart than this are no bounds. */
    private static final int MOST_DAYS = 1_000;

    private final TallyBook book;
    private final ReceiverComparison.Result cloud;

    HeldElsewhere(TallyBook book, ReceiverComparison.Result cloud) {
        this.book = book;
        this.cloud = cloud;
    }

    /** Notes it for all devices that were compared with the receiver. */
    void note() {
        cloud.views().forEach((device, view) -> {
            if (!view.isCounting()) {
                book.gaps(device).stream()
                        .filter(SerialGap::isOver)
                        .forEach(gap -> note(device, gap, elsewhere(device, view, gap)));
            }
        });
    }

    private void note(DeviceKey device, SerialGap gap, SerialSet elsewhere) {
        if (!gap.parted(elsewhere).equals(List.of(gap))) {
            book.noteElsewhere(device, gap, elsewhere);
        }
    }

    private SerialSet elsewhere(DeviceKey device, CloudView view, SerialGap gap) {
        SerialSet there = view.hasOf(gap);
        boolean stays = gap.kind() == SerialGap.Kind.ELSEWHERE && !isCompared(device, gap);
        return stays ? there.plus(SerialSet.ofRanges(List.of(gap.serials()))) : there;
    }

    /** Tells whether the receiver was asked for all the time in which a gap can be. */
    private boolean isCompared(DeviceKey device, SerialGap gap) {
        if (cloud.coversAll(device)) {
            return true;
        }
        LocalDateTime from = gap.notBefore();
        LocalDateTime to = gap.notAfter();
        if (from == null || to == null || to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS))) {
            return false;
        }
        LocalDate last = to.toLocalDate();
        return from.toLocalDate().datesUntil(last.plusDays(1)).allMatch(day -> cloud.covers(device, day));
    }
}
