package dev.rollcall.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.outbox.PublishOutcome.DeviceRefused;
import dev.rollcall.agent.outbox.PublishOutcome.Later;
import dev.rollcall.agent.outbox.PublishOutcome.TokenRefused;
import dev.rollcall.agent.outbox.PublishOutcome.TooBig;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishOutcomeTest {

    private static final BatchMessage TWO = Events.batch("b-1", 2);
    private static final BatchMessage ONE = Events.batch("b-1", 1);

    static IntStream everyOtherStatus() {
        return IntStream.rangeClosed(100, 599).filter(status -> status != 200 && status != 413);
    }

    @ParameterizedTest
    @MethodSource("everyOtherStatus")
    void everyStatus_isTriedLater_whoeverSentIt(int status) {
        assertThat(PublishOutcome.of(TWO, answer(status, null))).isInstanceOf(Later.class);
        assertThat(PublishOutcome.of(TWO, answer(status, "about:blank"))).isInstanceOf(Later.class);
    }

    @ParameterizedTest
    @MethodSource("everyOtherStatus")
    void everyStatus_obeysRetryAfter(int status) {
        ReceiverAnswer answer = new ReceiverAnswer(status, null, false, null, null, null, Duration.ofSeconds(90), null);

        assertThat(PublishOutcome.of(TWO, answer))
                .isInstanceOfSatisfying(
                        Later.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void ourOwnRefusals_stopTokenOrDevice(int status) {
        assertThat(PublishOutcome.of(TWO, answer(status, PublishOutcome.TOKEN_REFUSED)))
                .isInstanceOf(TokenRefused.class);
        assertThat(PublishOutcome.of(TWO, answer(status, PublishOutcome.DEVICE_NOT_ALLOWED)))
                .isInstanceOf(DeviceRefused.class);
    }

    @Test
    void everyAnswer_hasOneMeaning() {
        SoftAssertions table = new SoftAssertions();
        for (AnswerTable.Row row : AnswerTable.rows()) {
            PublishOutcome outcome = PublishOutcome.of(AnswerTable.BATCH, row.answer());
            table.assertThat(outcome).as("%s", row.name()).isInstanceOf(row.meaning());
            table.assertThat(outcome.describe()).as("%s", row.name()).isNotBlank();
            if (outcome instanceof Later later) {
                table.assertThat(later.after())
                        .as("%s", row.name())
                        .isEqualTo(row.answer().retryAfter());
            }
        }
        table.assertAll();
        assertThat(AnswerTable.rows()).hasSizeGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422, 500, 503})
    void ourProblemTypesUnderOtherStatuses_stopNothing(int status) {
        assertThat(PublishOutcome.of(TWO, answer(status, PublishOutcome.TOKEN_REFUSED)))
                .isInstanceOf(Later.class);
    }

    @Test
    void tooLarge_isHalved_untilItIsOneEvent() {
        assertThat(PublishOutcome.of(TWO, answer(413, null))).isInstanceOf(TooBig.class);
        assertThat(PublishOutcome.of(ONE, answer(413, null))).isInstanceOf(Later.class);
    }

    @Test
    void noAnswer_isTriedLater_andHalvedWhereItTimedOut() {
        assertThat(PublishOutcome.of(TWO, ReceiverAnswer.none("refused", false)))
                .isInstanceOf(Later.class);
        assertThat(PublishOutcome.of(TWO, ReceiverAnswer.none("slow", true))).isInstanceOf(TooBig.class);
        assertThat(PublishOutcome.of(ONE, ReceiverAnswer.none("slow", true))).isInstanceOf(Later.class);
    }

    @Test
    void envelopeThatIsNotUnderstood_isNoEventsFault() {
        ReceiverAnswer version = new ReceiverAnswer(
                400,
                null,
                false,
                null,
                "https://rollcall.dev/problems/invalid-field",
                "version 1 is not spoken",
                null,
                null,
                List.of("version"),
                null);

        assertThat(PublishOutcome.of(ONE, version))
                .isInstanceOf(Later.class)
                .satisfies(later -> assertThat(later.describe()).contains("install versions that fit"));
    }

    @Test
    void receiptWithoutStore_isNoAcknowledgement() {
        ReceiptMessage receipt = new ReceiptMessage(true, "b-1", 1, 1, 0, List.of(), outcomes(ONE, "STORED"), null);

        assertThat(PublishOutcome.of(ONE, new ReceiverAnswer(200, null, false, receipt, null, null, null, null)))
                .isInstanceOf(Later.class);
    }

    private static ReceiverAnswer answer(int status, String problemType) {
        return new ReceiverAnswer(status, null, false, null, problemType, null, null, null);
    }

    private static List<OutcomeMessage> outcomes(BatchMessage batch, String outcome) {
        return batch.events().stream()
                .map(EventMessage::id)
                .map(id -> new OutcomeMessage(id, outcome, id, null))
                .toList();
    }
}
