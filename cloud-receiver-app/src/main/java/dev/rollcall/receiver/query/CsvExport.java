package dev.rollcall.receiver.query;

import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.Store;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events as comma-separated values (RFC 4180), read and written piece by piece. A text that a spreadsheet would take for a formula
 * gets an apostrophe in front: names come from terminals, and whoever opens the file is not to run them. Thread-safe.
 */
public final class CsvExport {

    private static final int PIECE = 1000;
    private static final String END = "\r\n";
    private static final Pattern FORMULA = Pattern.compile(
            "^[\\s\\u00a0\\ufeff]*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20].*|^[\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("[\",;\\r\\n\\t]");
    private static final List<String> COLUMNS = List.of(
            "id",
            "revision",
            "device",
            "deviceName",
            "serialNo",
            "time",
            "occurredAt",
            "timeQuality",
            "employeeNo",
            "cardNo",
            "name",
            "kind",
            "verifyMethod",
            "door",
            "reader",
            "major",
            "minor",
            "confirmed",
            "receivedAt",
            "channels");

    private final Store store;

    public CsvExport(Store store) {
        this.store = store;
    }

    /**
     * Writes a line of names, and a line for each event in the order of the feed. An event that changes meanwhile stands there once, as it
     * was when it was read: it moves to the end of the feed, so none is passed over, and those that are written are left out there.
     */
    public void write(EventFilter filter, Writer writer) throws IOException {
        writer.write(String.join(",", COLUMNS) + END);
        long after = 0;
        List<FeedEvent> piece;
        WrittenEvents written = new WrittenEvents();
        do {
            long position = after;
            piece = store.read(unit -> unit.feed().page(filter, position, PIECE));
            for (FeedEvent event : piece) {
                if (written.add(event.stored().order())) {
                    writer.write(line(EventView.of(event)));
                }
                after = event.position();
            }
        } while (piece.size() == PIECE);
    }

    private static String line(EventView event) {
        String time = event.wallClock() + (event.offset() == null ? "" : event.offset());
        String channels =
                event.channels().stream().map(EventView.SightView::channel).collect(Collectors.joining(" "));
        return Arrays.asList(
                        event.id(),
                        event.revision(),
                        event.device(),
                        event.deviceName(),
                        event.serialNo(),
                        time,
                        event.occurredAt(),
                        event.timeQuality(),
                        event.employeeNo(),
                        event.cardNo(),
                        event.name(),
                        event.kind(),
                        event.verifyMethod(),
                        event.door(),
                        event.reader(),
                        event.major(),
                        event.minor(),
                        event.confirmed(),
                        event.receivedAt(),
                        channels)
                .stream()
                .map(CsvExport::cell)
                .collect(Collectors.joining(",", "", END));
    }

    /** Tells whether a spreadsheet would take a text for a formula, so that it gets an apostrophe in front. */
    public static boolean isFormula(String text) {
        return FORMULA.matcher(text).matches();
    }

    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        String harmless = isFormula(text) ? "'" + text : text;
        return QUOTED.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
