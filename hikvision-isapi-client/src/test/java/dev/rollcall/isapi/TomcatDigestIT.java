package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.access.EventQuery;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.authenticator.DigestAuthenticator;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Digest with a server that is not ours: Tomcat's own authenticator in front of a few ISAPI answers. */
@Tag("any-jackson")
@Execution(ExecutionMode.CONCURRENT)
final class TomcatDigestIT {

    private static final int EVENTS = 600;

    @TempDir
    Path folder;

    private final Tomcat tomcat = new Tomcat();
    private final Doorman doorman = new Doorman();
    private final DigestAuthenticator digest = new DigestAuthenticator();

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @ParameterizedTest
    @CsvSource({"MD5, MD5", "SHA-256, SHA-256", "'MD5,SHA-256', SHA-256", "'SHA-256,MD5', SHA-256"})
    void client_passesAWholeSeriesOfCalls(String offered, String chosen) throws Exception {
        digest.setAlgorithms(offered);
        start();
        try (IsapiClient client = client("geheim-ü").build()) {
            assertThat(client.system().deviceInfo().model()).isEqualTo("DS-K1T342MWX");
            assertThat(client.system().time().timeMode()).isEqualTo("NTP");
            AtomicInteger rows = new AtomicInteger();
            client.access()
                    .events(EventQuery.builder().build())
                    .forEachRemaining(page -> rows.addAndGet(page.records().size()));
            assertThat(rows).hasValue(EVENTS);
        }
        assertThat(doorman.lastAuthorization).contains("algorithm=" + chosen);
        assertThat(doorman.refusedPresentations).hasValue(0);
        assertThat(doorman.requests).as("one extra round trip in all").hasValue(2 + EVENTS / 30 + 1);
    }

    @Test
    void client_livesWithNoncesThatExpire() throws Exception {
        digest.setAlgorithms("SHA-256");
        digest.setNonceValidity(500);
        start();
        long atTheLatest = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        int calls = 0;
        try (IsapiClient client = client("geheim-ü").build()) {
            while (doorman.refusedPresentations.get() < 2 && System.nanoTime() < atTheLatest) {
                assertThat(client.system().time().timeMode()).isEqualTo("NTP");
                calls++;
            }
        }
        assertThat(doorman.refusedPresentations).as("expired under way").hasValueGreaterThan(1);
        assertThat(doorman.requests)
                .as("never more than a refusal and a second try per call")
                .hasValueLessThanOrEqualTo(2 * calls + 1);
    }

    @Test
    void client_presentsAWrongPasswordTwiceInAll() throws Exception {
        digest.setAlgorithms("SHA-256,MD5");
        start();
        try (IsapiClient client = client("wrong").build()) {
            for (int call = 0; call < 6; call++) {
                assertThatThrownBy(() -> client.system().time()).isInstanceOf(IsapiException.Unauthorized.class);
            }
        }
        assertThat(doorman.refusedPresentations).hasValue(2);
    }

    private IsapiClient.Builder client(String password) {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(tomcat.getConnector().getLocalPort())
                .credentials("admin", password);
    }

    private void start() throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "terminal", new Terminal());
        context.addServletMappingDecoded("/", "terminal");
        tomcat.addUser("admin", "geheim-ü");
        tomcat.addRole("admin", "operator");
        context.addConstraint(everything());
        context.setLoginConfig(new LoginConfig("DIGEST", "DS-6E392E44", null, null));
        context.getPipeline().addValve(doorman);
        context.getPipeline().addValve(digest);
        tomcat.start();
    }

    private static SecurityConstraint everything() {
        SecurityCollection all = new SecurityCollection();
        all.addPattern("/*");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(all);
        constraint.addAuthRole("operator");
        return constraint;
    }

    /** Sees what passes the authenticator's door. */
    private static final class Doorman extends ValveBase {

        final AtomicInteger requests = new AtomicInteger();
        final AtomicInteger refusedPresentations = new AtomicInteger();
        volatile String lastAuthorization = "";

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            requests.incrementAndGet();
            String authorization = request.getHeader("Authorization");
            getNext().invoke(request, response);
            if (authorization != null) {
                lastAuthorization = authorization;
                if (response.getStatus() == 401) {
                    refusedPresentations.incrementAndGet();
                }
            }
        }
    }

    /** As little of a terminal as a series of calls needs. */
    private static final class Terminal extends HttpServlet {

        private static final Pattern POSITION = Pattern.compile("\"searchResultPosition\":(\\d+)");

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String body = request.getRequestURI().endsWith("/time")
                    ? "<Time><timeMode>NTP</timeMode><localTime>2026-07-13T19:14:08+03:00</localTime></Time>"
                    : "<DeviceInfo><model>DS-K1T342MWX</model><serialNumber>GA6820584</serialNumber></DeviceInfo>";
            write(response, body);
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String asked = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher position = POSITION.matcher(asked);
            int from = position.find() ? Integer.parseInt(position.group(1)) : 0;
            StringBuilder rows = new StringBuilder();
            int until = Math.min(from + 30, EVENTS);
            for (int serial = from + 1; serial <= until; serial++) {
                rows.append(rows.isEmpty() ? "" : ",")
                        .append("{\"major\":5,\"minor\":75,\"time\":\"2026-07-13T08:00:00+03:00\",\"serialNo\":")
                        .append(serial)
                        .append('}');
            }
            write(
                    response,
                    "{\"AcsEvent\":{\"searchID\":\"x\",\"responseStatusStrg\":\"" + (until < EVENTS ? "MORE" : "OK")
                            + "\",\"numOfMatches\":" + (until - from) + ",\"totalMatches\":" + EVENTS
                            + ",\"InfoList\":["
                            + rows + "]}}");
        }

        private static void write(HttpServletResponse response, String body) throws IOException {
            response.setContentType("application/xml");
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
    }
}
