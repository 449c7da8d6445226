package dev.rollcall.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported, in which order, and how it is written. */
class RowWriterTest {

    private static final DeviceKey BACK = DeviceKey.of("FX0000002");

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("journal.db"), InstantSource.system());
        store.journal().meet(Events.sight(Events.DEVICE, "front"));
        store.journal().meet(Events.sight(BACK, "back"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void csv_isRfc4180_withExactTimes() throws IOException {
        append(Events.DEVICE, Events.punch(Events.DEVICE, 1));

        assertThat(export(false, "front"))
                .startsWith("device,deviceName,employeeNo,cardNo,name,localTime,offset,instant,timeQuality,kind,"
                        + "verifyMethod,major,minor,serialNo,id,delivered\r\n"
                        + "FX0000001,front,00012,,Nimal,2026-11-23T09:00:01,UTC+05:30,2026-11-23T03:30:01Z,GOOD,"
                        + "UNSPECIFIED,FACE,5,75,1,")
                .endsWith(",false\r\n");
    }

    @Test
    void jsonLines_keepEveryValueAsItIs() throws IOException {
        append(Events.DEVICE, punchOf("=1+1"));

        StringWriter out = new StringWriter();
        write(RowWriter.jsonLines(out), null, true);

        assertThat(out.toString())
                .contains("\"employeeNo\":\"=1+1\"")
                .contains("\"offset\":\"+05:30\"")
                .endsWith("}\n");
    }

    @Test
    void formulas_areDefused_andSeparatorsQuoted() throws IOException {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM", "\t=1")) {
            assertThat(FormulaGuard.text(formula)).isEqualTo("'" + formula);
        }
        assertThat(FormulaGuard.text("7=8")).isEqualTo("7=8");
        append(Events.DEVICE, punchOf("=HYPERLINK(\"x\",1)"));

        assertThat(export(false, "front")).contains(",\"'=HYPERLINK(\"\"x\"\",1)\",");
    }

    @Test
    void rows_areInTheOrderOfLocalTime_overAllDevices_andMoreThanAPiece() throws IOException {
        List<Observation> front = new ArrayList<>();
        List<Observation> back = new ArrayList<>();
        for (int i = 1; i <= 1_300; i++) {
            front.add(Events.punch(Events.DEVICE, 2_600 - 2L * i));
            back.add(Events.punch(BACK, 2L * i + 1));
        }
        append(Events.DEVICE, front.toArray(Observation[]::new));
        append(BACK, back.toArray(Observation[]::new));

        List<ExportRow> rows = new ArrayList<>();
        write(rows::add, null, true);

        assertThat(rows).hasSize(2_600).extracting(ExportRow::localTime).isSorted();
        assertThat(rows).extracting(ExportRow::id).doesNotHaveDuplicates();
    }

    @Test
    void choice_isByDeviceTimeAndKind() throws IOException {
        append(
                Events.DEVICE,
                Events.punch(Events.DEVICE, 1),
                Events.punch(Events.DEVICE, 100),
                Events.door(Events.DEVICE, 2));
        append(BACK, Events.punch(BACK, 3));

        List<ExportRow> some = new ArrayList<>();
        LocalDateTime from = Events.MORNING.plusSeconds(1);
        new PunchExport(store.punches())
                .write(new PunchExport.Choice(from, from.plusSeconds(2), "front", true), some::add);
        List<ExportRow> all = new ArrayList<>();
        write(all::add, null, false);

        assertThat(some).extracting(ExportRow::serialNo).containsExactly(1L);
        assertThat(all).extracting(ExportRow::serialNo).containsExactly(1L, 2L, 3L, 100L);
        assertThat(all.get(1).delivered()).isNull();
    }

    private String export(boolean all, String device) throws IOException {
        StringWriter out = new StringWriter();
        write(RowWriter.csv(out), device, !all);
        return out.toString();
    }

    private void write(RowWriter rows, String device, boolean punchesOnly) throws IOException {
        new PunchExport(store.punches()).write(new PunchExport.Choice(null, null, device, punchesOnly), rows);
    }

    private void append(DeviceKey device, Observation... seen) {
        long pass = store.journal().beginPass(device, "TEST", Events.SEEN);
        store.journal().append(new JournalPage(pass, device, List.of(seen), List.of(), 0, null, Events.SEEN));
    }

    private static Observation punchOf(String person) {
        return Events.punch(Events.DEVICE, 5L, Events.MORNING, person, Channel.POLL);
    }
}
