package dev.rollcall.simulation.planted;

import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.simulation.Defect;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** Mistakes of talking to the receiver. */
final class LinkDefects {

    private LinkDefects() {}

    /** Some answers are held for acknowledgements that are none. */
    private static Defect acknowledging(BiPredicate<BatchMessage, ReceiverAnswer> isHeldForOne) {
        return new Defect() {
            @Override
            public Receiver link(Receiver real) {
                return Altered.of(Receiver.class, real, new Object() {
                    public ReceiverAnswer publish(BatchMessage batch) {
                        ReceiverAnswer answer = real.publish(batch);
                        return isHeldForOne.test(batch, answer) ? acknowledged(batch) : answer;
                    }
                });
            }
        };
    }

    private static ReceiverAnswer acknowledged(BatchMessage batch) {
        List<OutcomeMessage> outcomes = batch.events().stream()
                .map(event -> new OutcomeMessage(event.id(), "STORED", event.id(), null))
                .toList();
        ReceiptMessage receipt = new ReceiptMessage(
                true, batch.batchId(), outcomes.size(), outcomes.size(), 0, List.of(), outcomes, "store-1");
        return new ReceiverAnswer(200, null, false, receipt, null, null, null, null);
    }

    static Defect emptyOkIsReceipt() {
        return acknowledging((batch, answer) -> answer.status() == 200 && answer.receipt() == null);
    }

    static Defect anyReceiptWillDo() {
        return acknowledging((batch, answer) ->
                answer.receipt() != null && !answer.receipt().batchId().equals(batch.batchId()));
    }

    static Defect goneIsDone() {
        return acknowledging((batch, answer) -> answer.status() == 410 || answer.status() == 404);
    }

    static Defect redirectIsDone() {
        return acknowledging((batch, answer) -> answer.status() >= 300 && answer.status() < 400);
    }

    static Defect silenceIsConsent() {
        return acknowledging((batch, answer) -> answer.status() == 0 && answer.timedOut());
    }

    static Defect refusedContentIsDropped() {
        return acknowledging((batch, answer) -> answer.status() == 400 || answer.status() == 422);
    }

    static Defect brokenLineIsConsent() {
        return acknowledging((batch, answer) -> answer.status() == 0 && !answer.timedOut());
    }

    /** Events are changed on their way. */
    private static Defect changing(UnaryOperator<EventMessage> change) {
        return new Defect() {
            @Override
            public Receiver link(Receiver real) {
                return Altered.of(Receiver.class, real, new Object() {
                    public ReceiverAnswer publish(BatchMessage batch) {
                        return real.publish(new BatchMessage(
                                batch.version(),
                                batch.batchId(),
                                batch.agent(),
                                batch.device(),
                                batch.startTime(),
                                batch.endTime(),
                                batch.events().stream().map(change).toList()));
                    }
                });
            }
        };
    }

    static Defect leadingZerosLost() {
        return changing(event -> message(
                event,
                event.serialNo(),
                event.wallClock(),
                event.occurredAt(),
                event.timeQuality(),
                event.employeeNo() == null ? null : event.employeeNo().replaceFirst("^0+", "")));
    }

    static Defect wallClockInUtc() {
        return changing(event -> event.offset() == null || event.offset().equals("Z")
                ? event
                : message(
                        event,
                        event.serialNo(),
                        IsoText.of(LocalDateTime.parse(event.wallClock()).minusHours(1)),
                        event.occurredAt(),
                        event.timeQuality(),
                        event.employeeNo()));
    }

    static Defect zoneOfTheServer() {
        return changing(event -> message(
                event,
                event.serialNo(),
                event.wallClock(),
                event.occurredAt() == null
                        ? null
                        : Instant.parse(event.occurredAt())
                                .plus(Duration.ofHours(2))
                                .toString(),
                event.timeQuality(),
                event.employeeNo()));
    }

    static Defect doubtsNotTold() {
        return changing(event -> message(
                event,
                event.serialNo(),
                event.wallClock(),
                event.occurredAt(),
                event.occurredAt() == null ? event.timeQuality() : "GOOD",
                event.employeeNo()));
    }

    static Defect serialNotSent() {
        return changing(event ->
                message(event, null, event.wallClock(), event.occurredAt(), event.timeQuality(), event.employeeNo()));
    }

    private static EventMessage message(
            EventMessage event, Long serialNo, String wallClock, String occurredAt, String quality, String employeeNo) {
        return new EventMessage(
                event.id(),
                serialNo,
                wallClock,
                event.offset(),
                occurredAt,
                quality,
                event.timeZone(),
                event.timeText(),
                event.major(),
                event.minor(),
                employeeNo,
                event.cardNo(),
                event.name(),
                event.kind(),
                event.verifyMethod(),
                event.category(),
                event.door(),
                event.reader(),
                event.channel(),
                event.seenAt(),
                event.raw(),
                event.rawEncoding());
    }
}
