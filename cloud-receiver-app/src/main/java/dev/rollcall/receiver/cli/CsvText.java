package dev.rollcall.receiver.cli;

import dev.rollcall.receiver.query.CsvExport;
import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as our export writes them (RFC 4180, with an apostrophe before what a spreadsheet would calculate). */
final class CsvText {

    private final String text;
    private int at;

    private CsvText(String text) {
        this.text = text;
    }

    /**
     * Returns the cells of each line.
     *
     * @throws UnreadableEventsException if a cell is quoted otherwise than our export does, so that programs may show it in two ways
     */
    static List<List<String>> lines(String text) throws UnreadableEventsException {
        CsvText reader = new CsvText(text);
        List<List<String>> lines = new ArrayList<>();
        while (reader.at < text.length()) {
            lines.add(reader.line());
        }
        return lines;
    }

    private List<String> line() throws UnreadableEventsException {
        List<String> cells = new ArrayList<>(List.of(cell()));
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        while (at < text.length() && (text.charAt(at) == '\r' || text.charAt(at) == '\n')) {
            at++;
        }
        return cells;
    }

    private String cell() throws UnreadableEventsException {
        String cell = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
        boolean guarded = cell.length() > 1 && cell.charAt(0) == '\'' && CsvExport.isFormula(cell.substring(1));
        return guarded ? cell.substring(1) : cell;
    }

    private String plain() throws UnreadableEventsException {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at++) == '"') {
                throw oddlyQuoted(from);
            }
        }
        return text.substring(from, at);
    }

    private String quoted() throws UnreadableEventsException {
        StringBuilder cell = new StringBuilder();
        int from = at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            boolean quote = next == '"';
            if (quote && !(at < text.length() && text.charAt(at) == '"')) {
                if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                    throw oddlyQuoted(from);
                }
                return cell.toString();
            }
            at += quote ? 1 : 0;
            cell.append(next);
        }
        throw oddlyQuoted(from);
    }

    private UnreadableEventsException oddlyQuoted(int from) {
        long line = text.substring(0, from).lines().count();
        return new UnreadableEventsException("near line " + Math.max(1, line) + " a cell is quoted in an odd way");
    }
}
