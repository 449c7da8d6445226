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
