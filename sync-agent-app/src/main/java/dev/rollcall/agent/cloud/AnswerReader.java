package dev.rollcall.agent.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Reads an answer, up to a limit of bytes after decompression. What cannot be read is simply not there. */
final class AnswerReader {

    private static final String PROBLEM = "application/problem+json";
    private static final int LONGEST_DETAIL = 300;

    private final ObjectMapper mapper = ExchangeJson.mapper();
    private final InstantSource clock;
    private final int mostBytes;
    private final Secret token;

    /**
     * Creates a reader.
     *
     * @param token what is blotted out should an answer echo it
     */
    AnswerReader(InstantSource clock, int mostBytes, Secret token) {
        this.clock = clock;
        this.mostBytes = mostBytes;
        this.token = token;
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if the connection breaks before its end
     */
    ReceiverAnswer read(int status, Headers headers, @Nullable ResponseBody body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : bounded(body);
        String type = String.valueOf(headers.get("Content-Type")).toLowerCase(Locale.ROOT);
        JsonNode json = type.contains("json") ? jsonOf(bytes) : null;
        boolean problem = type.startsWith(PROBLEM);
        return new ReceiverAnswer(
                status,
                null,
                false,
                status == 200 && json != null ? receiptOf(json) : null,
                problem && json != null ? text(json, "type") : null,
                json == null ? null : detailOf(json),
                retryAfter(headers.get("Retry-After")),
                headers.get("Rollcall-Version"));
    }

    /** Returns at most the allowed bytes; a longer body is cut, and so is no readable JSON any more. */
    private byte[] bounded(ResponseBody body) throws IOException {
        try (InputStream stream = body.byteStream()) {
            return stream.readNBytes(mostBytes);
        }
    }

    private @Nullable JsonNode jsonOf(byte[] bytes) {
        try {
            JsonNode json = mapper.readTree(bytes);
            return json != null && json.isObject() ? json : null;
        } catch (IOException noJson) {
            return null;
        }
    }

    private @Nullable ReceiptMessage receiptOf(JsonNode json) {
        try {
            return mapper.treeToValue(json, ReceiptMessage.class);
        } catch (IOException | IllegalArgumentException noReceipt) {
            return null;
        }
    }

    private @Nullable String detailOf(JsonNode json) {
        for (String field : new String[] {"detail", "error", "title"}) {
            String text = text(json, field);
            if (text != null) {
                text = text.replace(token.reveal(), token.toString());
                return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    private @Nullable Duration retryAfter(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(value.strip())));
        } catch (NumberFormatException | ArithmeticException noSeconds) {
            return untilDate(value.strip());
        }
    }

    private @Nullable Duration untilDate(String value) {
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
