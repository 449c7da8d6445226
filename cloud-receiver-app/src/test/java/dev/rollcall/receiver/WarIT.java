package dev.rollcall.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.receiver.testing.Dribble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged file, as a process and in a foreign Tomcat, on both databases: the same walk, the same answers, no secret left behind. */
class WarIT {

    private static final List<ServedWar> SERVED = new ArrayList<>();
    private static final Map<String, Walk> WALKS = new LinkedHashMap<>();
    private static final Map<String, String> SLOWLY = new LinkedHashMap<>();

    @BeforeAll
    static void walk(@TempDir Path folder) throws Exception {
        SERVED.add(ServedWar.start("java -jar, SQLite", folder.resolve("jar-sqlite"), false, false));
        SERVED.add(ServedWar.start("Tomcat, SQLite", folder.resolve("tomcat-sqlite"), true, false));
        SERVED.add(ServedWar.start("java -jar, PostgreSQL", folder.resolve("jar-postgres"), false, true));
        SERVED.add(ServedWar.start("Tomcat, PostgreSQL", folder.resolve("tomcat-postgres"), true, true));
        for (ServedWar served : SERVED) {
            await().atMost(Duration.ofMinutes(2)).until(served::isReadyOrDead);
            assertThat(served.port()).as(served.printed()).isPositive();
            Walk walk = new Walk(served);
            walk.go();
            Files.writeString(
                    Path.of("target", "walk-" + served.folder().getFileName() + ".txt"),
                    String.join("\n", walk.lines()));
            WALKS.put(served.toString(), walk);
            SLOWLY.put(served.toString(), postSlowly(served.port()));
        }
        for (ServedWar served : SERVED) {
            served.close();
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        for (ServedWar served : SERVED) {
            served.close();
        }
    }

    @Test
    void answers_areTheSame_howeverItIsServedAndWhereverItStores() {
        List<String> expected = WALKS.get("java -jar, SQLite").lines();

        assertThat(expected).hasSizeGreaterThan(25);
        assertThat(expected).allSatisfy(line -> assertThat(line).doesNotMatch("(?s)\\S+ \\S+ 5\\d\\d .*"));
        WALKS.forEach((name, walk) -> assertThat(walk.lines()).as(name).isEqualTo(expected));
    }

    /** A body without end that nobody wants is answered, and its connection closed. */
    @Test
    void slowBody_isEnded_whereverItIsServed() {
        assertThat(SLOWLY)
                .hasSize(4)
                .allSatisfy((name, answer) -> assertThat(answer).as(name).startsWith("HTTP/1.1 404"));
    }

    @Test
    void logs_haveNoWarning_andNothingOnTheErrorStream() {
        for (ServedWar served : SERVED) {
            // A Tomcat without pages of its own complains about that; the tests' PostgreSQL is not made to last, which
            // is said.
            assertThat(served.read("server.out")
                            .lines()
                            .filter(line -> !line.matches(".*(Servlet \\[jsp\\]|PostgreSQL runs with \\w+ off).*")))
                    .as(served.toString())
                    .noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
            if (served.toString().startsWith("java")) {
                assertThat(served.read("server.err")).isEmpty();
            }
        }
    }

    /** P7: what was secret in the walk is in no file, in no output and in no table. Only the set-up link is printed, as promised. */
    @Test
    void secrets_areNowhere() throws Exception {
        for (ServedWar served : SERVED) {
            Walk walk = WALKS.get(served.toString());
            Map<String, String> places = new LinkedHashMap<>();
            places.put("commands", walk.said());
            places.put("answers", walk.answers());
            try (Stream<Path> files = Files.walk(served.folder())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.toString().contains("WEB-INF")) {
                        places.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                    }
                }
            }
            if (served.postgres() != null) {
                places.put("tables", tables(served.postgres()));
                assertThat(places.get("tables")).contains("LOGIN", "{bcrypt}");
            }
            assertThat(walk.secrets()).hasSizeGreaterThan(8);
            places.forEach((place, text) -> assertThat(walk.secrets())
                    .as(served + ": " + place)
                    .allSatisfy((what, secret) ->
                            assertThat(text.contains(secret)).as(what).isFalse()));
            places.remove(served.folder().resolve("server.out").toString());
            places.forEach((place, text) ->
                    assertThat(text.contains(served.setupSecret())).as(place).isFalse());
        }
    }

    private static String postSlowly(int port) throws IOException {
        String head =
                "POST /api/attendance/webhook/unknown HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n";
        try (Dribble dribble = Dribble.to(port, head, Duration.ofMillis(50))) {
            return dribble.answer(Duration.ofSeconds(20));
        }
    }

    private static String tables(String address) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(address, "postgres", "");
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet tables =
                    statement.executeQuery("select tablename from pg_tables where schemaname = 'rollcall'")) {
                while (tables.next()) {
                    names.add(tables.getString(1));
                }
            }
            for (String name : names) {
                try (ResultSet rows = statement.executeQuery(
                        "select t::text, encode(convert_to(t::text, 'UTF8'), 'escape') from rollcall." + name + " t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }
}
