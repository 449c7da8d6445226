package dev.rollcall.agent.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.testing.AgentHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows L2 and N3 where it hurts most: the wire dies each time that the password is on it. */
class LostLoginTest {

    private static final byte[] REFUSAL =
            "<userCheck><statusValue>401</statusValue><retryLoginTime>4</retryLoginTime></userCheck>".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private final AtomicInteger logins = new AtomicInteger();

    /** What becomes of one log-in after the other; R: refused, else cut. */
    private String fate = "";

    private HttpServer terminal;

    @BeforeEach
    void start() throws IOException {
        terminal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        terminal.createContext("/", this::answer);
        terminal.start();
    }

    @AfterEach
    void stop() {
        terminal.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            int number = logins.getAndIncrement();
            if (number < fate.length() && fate.charAt(number) == 'R') {
                exchange.sendResponseHeaders(401, REFUSAL.length);
                exchange.getResponseBody().write(REFUSAL);
            }
        } else {
            exchange.getResponseHeaders()
                    .add("WWW-Authenticate", "Digest realm=\"DS\", nonce=\"n" + logins + "\", qop=\"auth\"");
            exchange.sendResponseHeaders(401, -1);
        }
        exchange.close();
    }

    @Test
    void loginThatIsCutOff_isATerminalThatIsAway_andIsTriedTwiceAtMost() throws IOException {
        try (Agent agent = Agent.open(new AgentHome(folder)
                .device("front", terminal.getAddress().getPort(), "a-password")
                .config())) {
            for (int run = 1; run <= 4; run++) {
                SyncReport report = agent.syncOnce();

                SourceException failure = report.passes().get(0).failure();
                assertThat(failure).as("run %d", run).isNotNull();
                assertThat(failure.kind()).as(failure.reason()).isEqualTo(SourceException.Kind.UNAVAILABLE);
                assertThat(report.exitCode()).as("run %d", run).isEqualTo(ExitCode.INCOMPLETE);
                assertThat(failure.reason())
                        .contains("lost during log-in", "front", "it may be tried again at")
                        .doesNotContain("a-password");
            }
            assertThat(logins.get()).isEqualTo(2);
        }
    }

    /** As a scheduler starts 'sync'. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"CCCC", "CRRR", "RCCC", "RRRR"})
    void loginThatIsCutOffOrRefused_isTriedTwiceAtMost_byAnyNumberOfProcesses(String fate) throws IOException {
        this.fate = fate;
        AgentHome home =
                new AgentHome(folder).device("front", terminal.getAddress().getPort(), "a-password");
        SyncReport last = null;
        for (int run = 1; run <= 4; run++) {
            try (Agent agent = Agent.open(home.config())) {
                last = agent.syncOnce();
            }
        }

        assertThat(logins.get()).isEqualTo(2);
        assertThat(last).isNotNull();
        assertThat(last.exitCode()).isEqualTo(fate.contains("R") ? ExitCode.DEVICE_REFUSED : ExitCode.INCOMPLETE);
    }
}
