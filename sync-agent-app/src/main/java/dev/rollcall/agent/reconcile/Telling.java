package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.exchange.HeartbeatMessage.SerialSpan;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.exchange.TalliesMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the receiver what comparing came to, for people to be shown: only days that came out otherwise than was told before. */
final class Telling {

    private static final Logger log = LoggerFactory.getLogger(Telling.class);

    private final TallyBook book;
    private final TallyReceiver receiver;
    private final String agent;
    private final InstantSource clock;

    Telling(TallyBook book, TallyReceiver receiver, String agent, InstantSource clock) {
        this.book = book;
        this.receiver = receiver;
        this.agent = agent;
        this.clock = clock;
    }

    /** Tells of a device that was met. */
    void tell(DeviceView view, VerifyReport.DeviceResult result) {
        tell(view, result, clock.instant());
    }

    /**
     * Tells of a device that was not met, if the receiver does not know all that was found of it: since it was restored, or since it
     * turned out to lack something. Another agent may read that device by now and tell of it, too.
     */
    void tellOfAbsent(DeviceView view, VerifyReport.DeviceResult result) {
        Instant comparedLast = book.proofsKeptAt(view.key()).values().stream()
                .max(Comparator.naturalOrder())
                .orElse(null);
        if (comparedLast != null && !book.untold(view.key()).isEmpty()) {
            tell(view, result, comparedLast);
        }
    }

    private void tell(DeviceView view, VerifyReport.DeviceResult result, Instant comparedAt) {
        SortedMap<LocalDate, ProofMessage.Day> days = new TreeMap<>();
        book.untold(view.key()).forEach((day, text) -> {
            ProofMessage.Day message = ProofText.day(text);
            if (message != null) {
                days.put(day, message);
            }
        });
        try {
            receiver.ask(new TalliesMessage(
                    TalliesMessage.VERSION,
                    agent,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(new ProofMessage(
                            view.key().value(),
                            comparedAt.toString(),
                            result.completeUntil(),
                            book.covered(view.key()).stream()
                                    .map(range -> new SerialSpan(range.first(), range.last()))
                                    .toList(),
                            ProofMessages.toMessages(result.findings()),
                            ProofMessages.leftOut(result.findings(), result.leftOut()),
                            List.copyOf(days.values())))));
            book.told(view.key(), days.keySet());
        } catch (UnansweredException unanswered) {
            log.info("The receiver was not told what comparing came to: {}.", unanswered.getMessage());
        }
    }
}
