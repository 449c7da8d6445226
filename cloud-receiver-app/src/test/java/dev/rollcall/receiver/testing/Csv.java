package dev.rollcall.receiver.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A strict reader of RFC 4180. */
public final class Csv {

    private Csv() {}

    public static List<Map<String, String>> rows(String text) {
        List<List<String>> lines = lines(text);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            if (line.size() != lines.get(0).size()) {
                throw new AssertionError(line.size() + " cells in " + line);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < line.size(); column++) {
                row.put(lines.get(0).get(column), line.get(column));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> lines(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (quoted) {
                if (letter == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append('"');
                    at++;
                } else if (letter == '"') {
                    quoted = false;
                } else {
                    cell.append(letter);
                }
            } else if (letter == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (letter == ',') {
                line.add(cell.toString());
                cell.setLength(0);
            } else if (letter == '\r' && text.startsWith("\r\n", at)) {
                line.add(cell.toString());
                cell.setLength(0);
                lines.add(line);
                line = new ArrayList<>();
                at++;
            } else if (letter == '"' || letter == '\n' || letter == '\r') {
                throw new AssertionError("a cell that had to be quoted, near " + cell);
            } else {
                cell.append(letter);
            }
        }
        if (quoted || !line.isEmpty() || !cell.isEmpty()) {
            throw new AssertionError("the last line has no end");
        }
        return lines;
    }
}
