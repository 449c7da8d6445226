package dev.rollcall.agent.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.reconcile.UnansweredException;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Reads an answer, up to a limit of bytes after decompression. What cannot be read is simply not there. */
final class AnswerReader {

    private static final String PROBLEM = "application/problem+json";
    private static final int LONGEST_DETAIL = 300;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

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
        JsonNode problem = type.startsWith(PROBLEM) ? json : null;
        Instant now = clock.instant();
        Instant theirs = dateOf(headers.get("Date"));
        return new ReceiverAnswer(
                status,
                null,
                false,
                status == 200 && json != null ? receiptOf(json) : null,
                problem == null ? null : text(problem, "type"),
                json == null ? foreignDetail(status, headers, type) : detailOf(json),
                retryAfter(headers.get("Retry-After"), theirs == null ? now : theirs),
                headers.get("Rollcall-Version"),
                problem == null ? List.of() : fieldsOf(problem),
                theirs == null ? null : new ReceiverAnswer.Clocks(now, theirs));
    }

    /**
     * Reads the answer to tallies.
     *
     * @throws IOException         if the connection breaks before its end
     * @throws UnansweredException if it is no such answer, as of a proxy or of a receiver that knows no tallies
     */
    TalliesAnswer tallies(ResponseBody body) throws IOException {
        JsonNode json = jsonOf(bounded(body));
        TalliesAnswer answer = null;
        try {
            answer = json == null ? null : mapper.treeToValue(json, TalliesAnswer.class);
        } catch (JsonProcessingException | IllegalArgumentException noAnswer) {
            // Said below.
        }
        if (answer == null || !TalliesCheck.isWhole(answer)) {
            throw new UnansweredException("what it answered is no comparison", false);
        }
        return answer;
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
                return shown(text);
            }
        }
        return null;
    }

    /** Says of an answer without JSON what it is. */
    private @Nullable String foreignDetail(int status, Headers headers, String type) {
        String location = headers.get("Location");
        if (status / 100 == 3 && location != null) {
            String target = location.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//");
            return shown(
                    "a redirect to " + target + ", which is not followed: the token goes to the configured host only."
                            + " If that is the receiver, write its address into receiver.url");
        }
        return type.contains("html") ? "a web page, perhaps of a proxy or of a network's log-in" : null;
    }

    private String shown(String text) {
        String safe = token.reveal().isEmpty() ? text : text.replace(token.reveal(), token.toString());
        safe = safe.replaceAll("\\p{Cntrl}+", " ");
        return safe.length() <= LONGEST_DETAIL ? safe : safe.substring(0, LONGEST_DETAIL) + "…";
    }

    private static List<String> fieldsOf(JsonNode problem) {
        List<String> fields = new ArrayList<>();
        JsonNode named = problem.get("fields");
        if (named != null && named.isArray()) {
            named.forEach(field -> fields.add(field.asText()));
        }
        return fields;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    private static @Nullable Duration retryAfter(@Nullable String value, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant until = dateOf(text);
        if (until == null) {
            return null;
        }
        return until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
    }

    private static @Nullable Instant dateOf(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
