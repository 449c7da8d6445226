package dev.rollcall.receiver.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The golden files of the exchange, read and written by this side. */
class ExchangeJsonTest {

    private static final JsonMapper PLAIN = new JsonMapper();

    private final ExchangeJson json = new ExchangeJson();

    @ParameterizedTest
    @CsvSource({"batch.json, BatchMessage", "heartbeat.json, HeartbeatMessage", "receipt.json, ReceiptMessage"})
    void goldenFile_survivesReadingAndWriting(String file, String type) throws Exception {
        byte[] golden = golden(file);
        Object message = json.read(golden, Class.forName("dev.rollcall.attendance.exchange." + type));

        assertThat(PLAIN.readTree(json.write(message))).isEqualTo(PLAIN.readTree(golden));
    }

    @Test
    void batchOfALaterVersion_isReadAsFarAsItIsUnderstood() throws IOException {
        BatchMessage batch = json.read(golden("batch-from-a-later-version.json"), BatchMessage.class);
        Observation observation = EventMessages.toObservation(
                DeviceKey.of(batch.device().key()), batch.events().get(0));

        assertThat(batch.startTime()).isNull();
        assertThat(observation.event().serialNo()).isNull();
        assertThat(observation.event().employeeNo()).hasToString("00012");
    }

    @Test
    void receipt_keepsItsOutcomesInOrder() throws IOException {
        ReceiptMessage receipt = json.read(golden("receipt.json"), ReceiptMessage.class);

        assertThat(receipt.outcomes()).extracting("outcome").containsExactly("STORED", "KNOWN", "REJECTED");
    }

    @Test
    void heartbeat_withoutNumbers_countsThemAsZero() {
        HeartbeatMessage message =
                json.read("{\"agent\":\"a\"}".getBytes(StandardCharsets.UTF_8), HeartbeatMessage.class);

        assertThat(message.backlog()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | line 1",
                "{\"version\":\"x\"} | field version",
                "null | null",
                "{}{} | line 1",
                "{\"version\":1.5} | version"
            })
    void malformedJson_isAProblemThatSaysWhere(String text, String place) {
        assertThatThrownBy(() -> json.read(text.getBytes(StandardCharsets.UTF_8), BackupSyncBody.class))
                .isInstanceOfSatisfying(ProblemException.class, exception -> {
                    assertThat(exception.problem().status()).isEqualTo(400);
                    assertThat(exception.problem().detail()).contains(place);
                });
    }

    private static byte[] golden(String file) throws IOException {
        try (InputStream stream = ExchangeJsonTest.class.getResourceAsStream("/exchange/" + file)) {
            return stream.readAllBytes();
        }
    }
}
