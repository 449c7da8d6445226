package dev.rollcall.isapi.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.EventFields;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.JsonScanner;
import dev.rollcall.isapi.internal.JsonScanner.Slice;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One answer to a search: its rows as the exact bytes, cut out before anything is read, so that one bad row cannot spoil the page.
 *
 * @param answer the answer as it came
 * @param rows the exact bytes of each row
 * @param statusText the device's word about more pages
 */
record SearchAnswer(
        Answer answer,
        List<RawBytes> rows,
        @Nullable String statusText,
        @Nullable Integer totalMatches) {

    private static final Set<String> LAST = Set.of("OK", "NO MATCH", "NO MATCHES", "NO MORE MATCHES", "NO MORE MATCH");

    static SearchAnswer of(Answer answer) {
        try {
            return read(answer);
        } catch (UnreadableBodyException e) {
            throw answer.unexpected(e.getMessage(), e);
        }
    }

    /** Whether the device says that there is nothing after these rows. Without an understood word, an empty page ends it. */
    boolean saysLast() {
        String word = word();
        return LAST.contains(word) || (!word.equals("MORE") && rows.isEmpty());
    }

    boolean saysMore() {
        return word().equals("MORE");
    }

    SearchAnswer without(int leading) {
        return new SearchAnswer(answer, rows.subList(leading, rows.size()), statusText, totalMatches);
    }

    EventPage page(int position, boolean last, boolean shifted) {
        List<EventRecord> records = new ArrayList<>();
        List<UnreadableRecord> unreadable = new ArrayList<>();
        for (RawBytes row : rows) {
            byte[] bytes = row.toByteArray();
            try {
                records.add(EventRecord.of(EventFields.row(BodyReader.readJson(bytes, 0, bytes.length), row)));
            } catch (UnreadableBodyException e) {
                unreadable.add(new UnreadableRecord(String.valueOf(e.getMessage()), row));
            }
        }
        return new EventPage(position, records, unreadable, statusText, totalMatches, last, shifted);
    }

    private String word() {
        return statusText == null
                ? ""
                : statusText.strip().replaceAll("[\\s_]+", " ").toUpperCase(Locale.ROOT);
    }

    private static SearchAnswer read(Answer answer) throws UnreadableBodyException {
        byte[] body = answer.body();
        int start = BodyReader.contentStart(body);
        Slice event = start < body.length && body[start] == '{' ? JsonScanner.member(body, start, "AcsEvent") : null;
        if (event == null || body[event.start()] != '{') {
            answer.document();
            throw new UnreadableBodyException("AcsEvent is missing");
        }
        JsonScanner.value(body, start);
        Slice list = JsonScanner.member(body, event.start(), "InfoList");
        List<RawBytes> rows = new ArrayList<>();
        if (list != null && !isNull(body, list)) {
            for (Slice row : JsonScanner.elements(body, list)) {
                rows.add(RawBytes.of(body, row.start(), row.end()));
            }
        }
        Fields envelope = new Fields(envelope(body, event, list));
        return new SearchAnswer(answer, rows, envelope.text("responseStatusStrg"), envelope.number("totalMatches"));
    }

    private static JsonNode envelope(byte[] body, Slice event, @Nullable Slice list) throws UnreadableBodyException {
        if (list == null) {
            return BodyReader.readJson(body, event.start(), event.end());
        }
        int before = list.start() - event.start();
        int after = event.end() - list.end();
        byte[] without = new byte[before + 2 + after];
        System.arraycopy(body, event.start(), without, 0, before);
        without[before] = '[';
        without[before + 1] = ']';
        System.arraycopy(body, list.end(), without, before + 2, after);
        return BodyReader.readJson(without, 0, without.length);
    }

    private static boolean isNull(byte[] body, Slice value) {
        return body[value.start()] == 'n';
    }
}
