package dev.rollcall.agent.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Writer;

/** Writes rows in one format. */
@FunctionalInterface
public interface RowWriter {

    /** Writes a row. */
    void write(ExportRow row) throws IOException;

    /**
     * Writes CSV as RFC 4180 has it, with a header. A cell that a spreadsheet would take for a formula gets an apostrophe.
     *
     * @throws IOException if the header cannot be written
     */
    static RowWriter csv(Writer out) throws IOException {
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .build();
        CsvSchema schema = mapper.schemaFor(ExportRow.class).withHeader().withLineSeparator("\r\n");
        out.write(String.join(",", schema.getColumnNames()) + "\r\n");
        SequenceWriter rows = mapper.writer(schema.withoutHeader()).writeValues(out);
        return row -> rows.write(FormulaGuard.guarded(row));
    }

    /** Writes one JSON object a line, every value as it is. */
    static RowWriter jsonLines(Writer out) {
        ObjectMapper mapper = JsonMapper.builder()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .build();
        return row -> {
            out.write(mapper.writeValueAsString(row));
            out.write('\n');
        };
    }
}
