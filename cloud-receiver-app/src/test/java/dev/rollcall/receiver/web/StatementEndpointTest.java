package dev.rollcall.receiver.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.cli.CommandLineDoor;
import dev.rollcall.receiver.testing.Punch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A signed statement, as whoever gets it checks it without the receiver. */
class StatementEndpointTest extends CompletenessFixture {

    @Test
    void statement_isCheckedOffline_againstTheExportedEvents(@TempDir Path folder) throws IOException {
        send(Punch.at("STATED001").name("=1+1"), 1, 2, 3);
        tell("STATED001", sums("STATED001"), "[]");
        String statement = get("/api/attendance/statement?device=STATED001" + WINDOW);
        String events = get("/api/attendance/events.csv?device=STATED001");
        String key = new JsonMapper()
                .readTree(get("/api/attendance/statement-key"))
                .path("publicKey")
                .asString();
        Path file = Files.writeString(folder.resolve("statement.json"), statement);
        Path csv = Files.writeString(folder.resolve("events.csv"), events);

        assertThat(verify(file.toString(), "--key", key))
                .startsWith("0 ")
                .contains("Genuine", "2026-11-23 COMPLETE 3 events")
                .contains("from 2026-11-20 to before 2026-11-26. 1 of 6 days are complete.");
        assertThat(verify(file.toString(), "--events", csv.toString(), "--key", key))
                .startsWith("0 ")
                .contains("exactly those");

        // Whoever gives no key does not know who signed it, and a script must not believe that it does.
        assertThat(verify(file.toString()))
                .startsWith("1 ")
                .contains("SIGNER UNKNOWN", key)
                .doesNotContain("Genuine");
        assertThat(verify(file.toString(), "--events", csv.toString()))
                .startsWith("1 ")
                .contains("SIGNER UNKNOWN", "exactly those");

        Path forged =
                Files.writeString(folder.resolve("forged.json"), statement.replace("\"events\":3", "\"events\":4"));
        assertThat(verify(forged.toString())).startsWith("1 ").contains("NOT GENUINE");
        assertThat(verify(file.toString(), "--key", "another")).startsWith("1 ").contains("another key");
        Path altered = Files.writeString(folder.resolve("altered.csv"), events.replaceFirst("00012", "00013"));
        assertThat(verify(file.toString(), "--key", key, "--events", altered.toString()))
                .startsWith("1 ")
                .contains("not those that were stated")
                .doesNotContain("Export without");
        Path shortened = Files.writeString(
                folder.resolve("short.csv"), events.substring(0, events.lastIndexOf("\r\n", events.length() - 3) + 2));
        assertThat(verify(file.toString(), "--key", key, "--events", shortened.toString()))
                .startsWith("1 ")
                .contains("the file has 2", "Export without from and to");
        assertThat(verify(csv.toString())).startsWith("2 ");
        assertThat(verify(folder.resolve("none").toString())).startsWith("2 ");
    }

    /** Whatever of the file is not what was stated, or could be shown otherwise than it was checked, is not passed in silence. */
    @Test
    void changedExport_isNeverCalledWhatWasStated(@TempDir Path folder) throws IOException {
        send(Punch.at("STATED003").name("Nimal"), 1, 2, 3);
        send(Punch.at("STATED004"), 1);
        tell("STATED003", sums("STATED003"), "[]");
        Path statement = Files.writeString(
                folder.resolve("statement.json"), get("/api/attendance/statement?device=STATED003" + WINDOW));
        String all = get("/api/attendance/events.csv")
                .lines()
                .filter(line -> line.startsWith("id,") || line.contains("STATED003") || line.contains("STATED004"))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
        String first = all.lines()
                .skip(1)
                .filter(line -> line.contains("STATED003"))
                .findFirst()
                .orElseThrow();

        assertThat(held(folder, statement, all))
                .startsWith("0 ")
                .contains(
                        "by id, time, person and code: 3 of 4 rows of the file were checked; 1 are of other devices and 0 of other days")
                .contains("Other columns (kind, offset, name, card, door and so on) are not covered");
        assertThat(held(folder, statement, all + first.replace("2026-11-23T09", "2026-12-23T09") + "\r\n"))
                .startsWith("0 ")
                .contains("3 of 5 rows", "1 of other days");
        // Refused, since a spreadsheet shows one thing and the check would look at another.
        for (String likeIt : List.of("STATED003 ", "stated003", "STATED-003", "\uff33TATED003")) {
            assertThat(held(folder, statement, all + first.replace("STATED003", likeIt) + "\r\n"))
                    .startsWith("2 ")
                    .contains("which only looks like 'STATED003'");
        }
        String twice = all.lines()
                .map(line -> line.startsWith("id,") ? line + ",employeeNo" : line.replace("00012", "00013") + ",00012")
                .collect(Collectors.joining("\r\n"));
        assertThat(held(folder, statement, twice)).startsWith("2 ").contains("column 'employeeNo' more than once");
        assertThat(held(folder, statement, all.replaceFirst("employeeNo", "employee")))
                .startsWith("2 ")
                .contains("no column 'employeeNo'");
        assertThat(held(folder, statement, all + first + ",1\r\n"))
                .startsWith("2 ")
                .contains("row 6 has 21 cells");
        assertThat(held(folder, statement, all.replaceFirst(",00012,", ",\"00012\"x,")))
                .startsWith("2 ")
                .contains("quoted in an odd way");
        assertThat(held(folder, statement, all.replaceFirst("2026-11-23T09", "2026-11-23 09")))
                .startsWith("2 ")
                .contains("that is none");
        assertThat(held(folder, statement, all + first + "\r\n"))
                .startsWith("1 ")
                .contains("3 events were stated, the file has 4", "4 of 5 rows of the file were checked");
    }

    @Test
    void changedStatement_isNotGenuine(@TempDir Path folder) throws IOException {
        send(Punch.at("STATED005"), 1);
        String statement = get("/api/attendance/statement?device=STATED005" + WINDOW);
        Path file = folder.resolve("changed.json");

        // A border between two fields that is shifted leaves the signed text as it was.
        String shifted = statement.replaceFirst(
                "\"why\":\"no (.*?)\",(.*?)\"root\":\"(.{64})\"", "\"why\":\"$1\",$2\"root\":\"$3 no\"");
        assertThat(shifted).isNotEqualTo(statement);
        Files.writeString(file, shifted);
        assertThat(verify(file.toString(), "--key", key())).startsWith("1 ").contains("NOT GENUINE");
        for (String added : List.of("\"Verdict\":\"COMPLETE\",", "\"verdict \":\"COMPLETE\",")) {
            Files.writeString(file, statement.replaceFirst("\"verdict\"", added + "\"verdict\""));
            assertThat(verify(file.toString(), "--key", key()))
                    .startsWith("2 ")
                    .contains("a field that no statement has");
        }
    }

    @Test
    void genuineStatementOfSomethingElse_isNotWhatWasExpected(@TempDir Path folder) throws IOException {
        send(Punch.at("STATED006"), 1);
        Path file = Files.writeString(
                folder.resolve("statement.json"), get("/api/attendance/statement?device=STATED006" + WINDOW));
        String[] right = {
            file.toString(), "--key", key(), "--device", "STATED006", "--from", "2026-11-20", "--to", "2026-11-26"
        };

        assertThat(verify(right)).startsWith("0 ");
        for (int option : new int[] {4, 6, 8}) {
            String[] wrong = right.clone();
            wrong[option] = option == 4 ? "STATED007" : "2025-11-20";
            assertThat(verify(wrong)).startsWith("1 ").contains("ANOTHER STATEMENT", wrong[option] + " was expected");
        }
    }

    private static String held(Path folder, Path statement, String events) throws IOException {
        Path csv = Files.writeString(folder.resolve("held.csv"), events);
        return verify(statement.toString(), "--key", key(), "--events", csv.toString());
    }

    private static String key() {
        return new JsonMapper()
                .readTree(get("/api/attendance/statement-key"))
                .path("publicKey")
                .asString();
    }

    /** Signed by a receiver of before, with a key that is in no database. */
    @Test
    void statementOfTheFirstForm_isStillGenuine_andNothingCanBeAddedToIt(@TempDir Path folder) throws IOException {
        String first = new String(resource("/statement/first-form.json"), UTF_8);
        String key = new JsonMapper().readTree(first).path("publicKey").asString();
        Path file = Files.writeString(folder.resolve("first.json"), first);

        assertThat(verify(file.toString(), "--key", key))
                .startsWith("0 ")
                .contains("2026-11-23 COMPLETE 3 events", "1 of 2 days are complete. It is of the first form");

        for (String added :
                new String[] {"\"from\":\"2026-11-01\",", "\"to\":\"2026-12-01\",", "\"missing\":[\"x\"],"}) {
            Path forged = Files.writeString(
                    folder.resolve("forged.json"), first.replaceFirst("\"issuedAt\"", added + "\"issuedAt\""));
            assertThat(verify(forged.toString(), "--key", key))
                    .as(added)
                    .startsWith("1 ")
                    .contains("NOT GENUINE");
        }
    }

    private static String verify(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "verify-statement";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int code = CommandLineDoor.run(all, writer, writer);
        writer.flush();
        return code + " " + said;
    }
}
