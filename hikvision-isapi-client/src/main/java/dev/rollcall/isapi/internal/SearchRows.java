package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.JsonScanner.Listing;
import dev.rollcall.isapi.internal.JsonScanner.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One answer to a search: its rows as the exact bytes, cut out before anything is read, so that one bad row cannot spoil the page.
 * Internal to the module.
 *
 * @param answer the answer as it came
 * @param rows the exact bytes of each row
 * @param statusText the device's word about more pages
 */
public record SearchRows(
        Answer answer,
        List<RawBytes> rows,
        @Nullable String statusText,
        @Nullable Integer totalMatches) {

    private static final int SMALL_PAGE = 10;
    private static final Set<String> LAST = Set.of("OK", "NO MATCH", "NO MATCHES", "NO MORE MATCHES", "NO MORE MATCH");

    public SearchRows {
        rows = List.copyOf(rows);
    }

    /**
     * Asks for a page: at most as many rows as the device is known to take, ten where it refuses more (which is remembered), and
     * once more where it promises more and sends nothing.
     *
     * @param request sends one request for so many rows
     */
    public static SearchRows ask(DeviceConnection connection, int wanted, IntFunction<SearchRows> request) {
        int rows = Math.min(wanted, connection.rowLimit());
        try {
            return askOnce(rows, request);
        } catch (IsapiException.InvalidRequest e) {
            if (rows <= SMALL_PAGE || !blamesPageSize(e)) {
                throw e;
            }
            SearchRows found = askOnce(SMALL_PAGE, request);
            connection.rememberRowLimit(SMALL_PAGE);
            return found;
        }
    }

    /**
     * Cuts an answer into rows.
     *
     * @param root name of the object that holds the list; null if the list stands at the top
     * @param list name of the list
     */
    public static SearchRows of(Answer answer, @Nullable String root, String list) {
        try {
            return read(answer, root, list);
        } catch (UnreadableBodyException e) {
            throw answer.unexpected(e.getMessage(), e);
        }
    }

    /** Whether the device says that there is nothing after these rows. Without an understood word, an empty page ends it. */
    public boolean saysLast() {
        String word = word();
        return LAST.contains(word) || (!word.equals("MORE") && rows.isEmpty());
    }

    public boolean saysMore() {
        return word().equals("MORE");
    }

    /** How many rows there are in all, where the device says so together with MORE; otherwise 0. */
    public int promised() {
        return saysMore() && totalMatches != null ? totalMatches : 0;
    }

    public SearchRows without(int leading) {
        return new SearchRows(answer, rows.subList(leading, rows.size()), statusText, totalMatches);
    }

    /** Reads a row as a tree. */
    public static JsonNode tree(RawBytes row) throws UnreadableBodyException {
        byte[] bytes = row.toByteArray();
        return BodyReader.readJson(bytes, 0, bytes.length);
    }

    private static SearchRows askOnce(int rows, IntFunction<SearchRows> request) {
        SearchRows found = request.apply(rows);
        return found.rows().isEmpty() && found.saysMore() ? request.apply(rows) : found;
    }

    /** DS-K1T8003MF V1.3.37 refuses more than 10 rows with badParameters and the field's name. */
    private static boolean blamesPageSize(IsapiException.InvalidRequest e) {
        return e.field() == null
                ? "badParameters".equalsIgnoreCase(e.subStatusCode())
                : e.field().toLowerCase(Locale.ROOT).contains("maxresults");
    }

    private String word() {
        return statusText == null
                ? ""
                : statusText.strip().replaceAll("[\\s_]+", " ").toUpperCase(Locale.ROOT);
    }

    private static SearchRows read(Answer answer, @Nullable String root, String listName)
            throws UnreadableBodyException {
        byte[] body = answer.body();
        int start = BodyReader.contentStart(body);
        Listing found =
                start < body.length && body[start] == '{' ? JsonScanner.listing(body, start, root, listName) : null;
        if (found == null) {
            answer.document();
            throw new UnreadableBodyException((root == null ? listName : root) + " is missing");
        }
        JsonNode envelope = envelope(body, found.object(), found.list());
        if (root == null) {
            answer.throwRefusalIn(new Document("", envelope));
        }
        List<RawBytes> rows = new ArrayList<>();
        for (Slice row : found.elements()) {
            rows.add(RawBytes.of(body, row.start(), row.end()));
        }
        return of(answer, rows, new Fields(envelope));
    }

    /** Rootless searches were seen to name the word {@code responseStatus} too (DS-K1A340FWX V1.2.7). */
    private static SearchRows of(Answer answer, List<RawBytes> rows, Fields envelope) {
        String word = envelope.text("responseStatusStrg");
        return new SearchRows(
                answer, rows, word == null ? envelope.text("responseStatus") : word, envelope.number("totalMatches"));
    }

    private static JsonNode envelope(byte[] body, Slice found, @Nullable Slice list) throws UnreadableBodyException {
        if (list == null) {
            return BodyReader.readJson(body, found.start(), found.end());
        }
        int before = list.start() - found.start();
        int after = found.end() - list.end();
        byte[] without = new byte[before + 2 + after];
        System.arraycopy(body, found.start(), without, 0, before);
        without[before] = '[';
        without[before + 1] = ']';
        System.arraycopy(body, list.end(), without, before + 2, after);
        return BodyReader.readJson(without, 0, without.length);
    }
}
