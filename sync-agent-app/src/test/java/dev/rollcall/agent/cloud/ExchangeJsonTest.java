package dev.rollcall.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.attendance.exchange.BatchMessage;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeJsonTest {

    private final ObjectMapper mapper = ExchangeJson.mapper();

    @ParameterizedTest
    @CsvSource({
        "batch.json, dev.rollcall.attendance.exchange.BatchMessage",
        "receipt.json, dev.rollcall.attendance.exchange.ReceiptMessage",
        "heartbeat.json, dev.rollcall.attendance.exchange.HeartbeatMessage"
    })
    void goldenMessage_isReadAndWrittenWithoutLoss(String file, Class<?> type) throws IOException {
        JsonNode golden = golden(file);

        JsonNode written = mapper.readTree(mapper.writeValueAsString(mapper.treeToValue(golden, type)));

        assertThat(written).isEqualTo(golden);
    }

    @Test
    void messageOfALaterVersion_isRead_itsUnknownFieldsAside() throws IOException {
        BatchMessage batch = mapper.treeToValue(golden("batch-from-a-later-version.json"), BatchMessage.class);

        assertThat(batch.events()).isNotEmpty();
    }

    private JsonNode golden(String file) throws IOException {
        try (InputStream stream = ExchangeJsonTest.class.getResourceAsStream("/exchange/" + file)) {
            return mapper.readTree(stream);
        }
    }
}
