package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.StubDevice.Seen;
import dev.rollcall.isapi.access.EventQuery;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** With every log at its most talkative: nothing that is said, thrown or printed holds the password or an answer made of it. */
@Isolated
final class SecretsTest {

    private static final String PASSWORD = "zaphod-42!";
    private static final String TIME = "<Time><localTime>2026-07-13T19:14:08+03:00</localTime></Time>";
    private static final Pattern RESPONSE = Pattern.compile("response=\"([0-9a-f]+)\"");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final java.util.logging.Logger platform = LogManager.getLogManager().getLogger("");
    private final java.util.logging.Level platformLevelBefore = platform.getLevel();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Handler platformHandler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            said.add(record.getLevel() + " " + record.getMessage() + " "
                    + java.util.Arrays.toString(record.getParameters()) + stackTrace(record.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(new Silence()));
        root.setLevel(Level.TRACE);
        logged.start();
        root.addAppender(logged);
        platformHandler.setLevel(java.util.logging.Level.ALL);
        platform.addHandler(platformHandler);
        java.util.logging.Logger.getLogger("okhttp3").setLevel(java.util.logging.Level.ALL);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(logged);
        root.setLevel(levelBefore);
        root.iteratorForAppenders().forEachRemaining(appender -> appender.clearAllFilters());
        platform.removeHandler(platformHandler);
        platform.setLevel(platformLevelBefore);
        java.util.logging.Logger.getLogger("okhttp3").setLevel(null);
    }

    @Test
    void password_isNowhere(@TempDir Path folder) throws Exception {
        try (StubDevice device = new StubDevice()
                .then(Reply.challenge("", StubDevice.DIGEST))
                .then(Reply.of(200, TIME))
                .then(Reply.of(503, "{\"statusCode\":2,\"statusString\":\"Device Busy\"}"))
                .then(Reply.of(200, "<html/>"))
                .then(Reply.challenge("<userCheck><retryLoginTime>4</retryLoginTime></userCheck>", StubDevice.DIGEST))) {
            IsapiClient client = client(device).build();
            for (int i = 0; i < 7; i++) {
                attempt(() -> client.access().countEvents(EventQuery.builder().build()));
                attempt(() -> client.system().time());
            }
            said.add(client.toString() + client.system() + client.access());
            client.close();
            attempt(() -> client.system().time());
            collect(device);
        }
        overTls(folder);
        builderErrors();
        logged.list.forEach(this::note);
        assertThat(said).as("the logs were listened to").anyMatch(line -> line.contains("answered 200"));
        assertThat(sent).as("answers were computed").hasSizeGreaterThan(3);
        List<String> secrets = secrets();
        assertThat(said).allSatisfy(line -> assertThat(line).doesNotContain(secrets));
    }

    private void overTls(Path folder) throws Exception {
        TestKeys keys = TestKeys.selfSigned(folder.resolve("a.p12"));
        DeviceTls right =
                DeviceTls.pinned(CertificateFingerprint.ofPublicKey(keys.certificate()).toString());
        try (StubDevice device = StubDevice.https(keys.context())
                        .then(Reply.challenge("", "Basic realm=\"x\""))
                        .then(Reply.of(200, TIME))
                        .then(Reply.challenge("", "Basic realm=\"x\""));
                IsapiClient client = client(device).https(right).build();
                IsapiClient wrong =
                        client(device).https(DeviceTls.pinned("00".repeat(32))).build()) {
            for (int i = 0; i < 4; i++) {
                attempt(() -> client.system().time());
                attempt(() -> wrong.system().time());
            }
            collect(device);
        }
    }

    private void builderErrors() {
        IsapiClient.Builder builder = IsapiClient.builder().credentials("admin", PASSWORD);
        said.add(builder.toString());
        attempt(builder::build);
        for (String host : List.of("http://admin:" + PASSWORD + "@10.0.0.9", "admin:" + PASSWORD + "@10.0.0.9", " ")) {
            attempt(() -> builder.host(host).build());
            attempt(() -> builder.host(host).readCertificate());
        }
        attempt(() -> builder.host("terminal").port(0).build());
        attempt(() -> IsapiClient.builder()
                .host("terminal")
                .credentials("admin:" + PASSWORD, PASSWORD)
                .build());
    }

    private IsapiClient.Builder client(StubDevice device) {
        return device.client().credentials("admin", PASSWORD);
    }

    private void attempt(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        said.add(stackTrace(thrown));
    }

    private void collect(StubDevice device) {
        for (Seen seen : device.seen()) {
            if (seen.authorization() != null) {
                sent.add(seen.authorization());
            }
        }
    }

    private void note(ILoggingEvent event) {
        said.add(event.getFormattedMessage() + java.util.Arrays.toString(event.getArgumentArray()));
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown instanceof ThrowableProxy proxy) {
            said.add(stackTrace(proxy.getThrowable()));
        }
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(
                PASSWORD,
                Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8))));
        for (String header : sent) {
            Matcher matcher = RESPONSE.matcher(header);
            if (matcher.find()) {
                secrets.add(matcher.group(1));
            }
        }
        return secrets;
    }

    /** Causes and suppressed exceptions included. */
    private static String stackTrace(Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Keeps the talkative logs off the console. */
    private static final class Silence extends ch.qos.logback.core.filter.Filter<ILoggingEvent> {
        @Override
        public ch.qos.logback.core.spi.FilterReply decide(ILoggingEvent event) {
            return event.getLevel().isGreaterOrEqual(Level.WARN)
                    ? ch.qos.logback.core.spi.FilterReply.NEUTRAL
                    : ch.qos.logback.core.spi.FilterReply.DENY;
        }
    }
}
