package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.testing.AgentHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log file: one line an entry, in either form, and never more of it than is allowed. */
class LogFilesTest {

    private static final int LINES = 40_000;

    @TempDir
    private Path folder;

    private final LoggerContext context = new LoggerContext();

    LogFilesTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void jsonLog_isOneObjectALine_withLevelTimeAndMessage() throws IOException {
        Logger log = logger("log:\n  format: json");

        log.info("Read {}: {} new.", "front", 3);
        log.error("It \"broke\"\nbadly.", new IllegalStateException("for a reason"));

        List<String> lines = Files.readAllLines(folder.resolve("data/logs/agent.log"));
        assertThat(lines).hasSize(2);
        JsonNode read = new ObjectMapper().readTree(lines.get(0));
        assertThat(read.get("level").asText()).isEqualTo("INFO");
        assertThat(read.get("formattedMessage").asText()).isEqualTo("Read front: 3 new.");
        assertThat(read.get("timestamp").asLong()).isPositive();
        assertThat(read.get("loggerName").asText()).isEqualTo("dev.rollcall.agent.Test");
        assertThat(new ObjectMapper()
                        .readTree(lines.get(1))
                        .get("throwable")
                        .get("message")
                        .asText())
                .isEqualTo("for a reason");
    }

    @Test
    void textLog_isTheUsualForm() throws IOException {
        Logger log = logger("");

        log.warn("Careful: {}.", "hot");

        assertThat(Files.readString(folder.resolve("data/logs/agent.log")))
                .containsPattern("^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+\\S* WARN  \\[.+] Test: Careful: hot\\.\\R$");
    }

    @Test
    void logs_takeNoMoreRoomThanAllowed() throws IOException {
        Logger log = logger("log:\n  mebibytes: 1");
        SplittableRandom noise = new SplittableRandom(1);

        long written = 0;
        for (int i = 0; i < LINES; i++) {
            String line = Long.toHexString(noise.nextLong())
                    + Long.toHexString(noise.nextLong())
                    + Long.toHexString(noise.nextLong())
                    + Long.toHexString(noise.nextLong());
            log.info(line);
            written += line.length();
        }

        assertThat(written).isGreaterThan(2L << 20);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(room())
                        .as("the present file is a tenth at most")
                        .isLessThan((1L << 20) + (1L << 20) / 10 + (64 << 10)));
        assertThat(Files.size(folder.resolve("data/logs/agent.log"))).isLessThan((1L << 20) / 10 + (64 << 10));
    }

    private Logger logger(String yaml) throws IOException {
        AgentHome home = new AgentHome(folder)
                .device("front", 1, "canary-device-password")
                .with(yaml);
        RollingFileAppender<ILoggingEvent> file = LogFiles.appender(context, home.config());
        Logger log = context.getLogger("dev.rollcall.agent.Test");
        log.addAppender(file);
        return log;
    }

    private long room() throws IOException {
        long room = 0;
        try (Stream<Path> files = Files.list(folder.resolve("data/logs"))) {
            for (Path file : files.toList()) {
                room += Files.exists(file) ? Files.size(file) : 0;
            }
        }
        return room;
    }
}
