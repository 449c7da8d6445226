package dev.rollcall.receiver.testing;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.ReceiverApplication;
import dev.rollcall.receiver.security.Tokens;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole receiver on a free port, one for each database in this JVM, started when first asked for. */
public final class RunningReceiver implements AutoCloseable {

    /** The limit on posted bodies, small enough to be crossed quickly. */
    public static final int WEBHOOK_LIMIT = 64 * 1024;

    /** How long a body may take at the strict one. */
    public static final Duration STRICT_BODY_TIME = Duration.ofSeconds(1);

    /** How many requests the strict one serves at a time. */
    public static final int STRICT_THREADS = 10;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final Path folder;

    private RunningReceiver(Path folder, String... settings) {
        this.folder = folder;
        List<String> all = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--rollcall.data-dir=" + folder,
                "--rollcall.database.lock-timeout=1s",
                "--rollcall.limits.webhook-body=" + WEBHOOK_LIMIT + "B",
                "--rollcall.limits.webhook-hard=256KB",
                // Tests come faster than anybody; those of the limits set them again.
                "--rollcall.access.rate.unauthenticated=0",
                "--rollcall.access.rate.agent=0",
                "--rollcall.access.rate.reader=0",
                "--rollcall.access.login.hash-strength=4",
                "--rollcall.inbox.address-memory=0s",
                "--rollcall.access.open-on-this-machine=true",
                "--logging.level.root=WARN"));
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            all.removeIf(each -> each.startsWith(name));
            all.add(setting);
        }
        this.context = SpringApplication.run(ReceiverApplication.class, all.toArray(String[]::new));
    }

    public static RunningReceiver onSqlite() {
        return OnSqlite.RECEIVER;
    }

    public static RunningReceiver onPostgres() {
        return OnPostgres.RECEIVER;
    }

    /** Returns one with little patience and few threads, which may fetch from {@link Terminals}. */
    public static RunningReceiver strict() {
        return Strict.RECEIVER;
    }

    /** Starts one for this test alone, on a database of its own; whoever asks for it closes it. */
    public static RunningReceiver with(String... settings) {
        return new RunningReceiver(newFolder(), settings);
    }

    @Override
    public void close() {
        context.close();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** Returns the settings by which a subcommand finds the same database. */
    public List<String> storage() {
        List<String> options = new ArrayList<>(List.of("--rollcall.data-dir=" + folder));
        for (String name : List.of("spring.datasource.url", "spring.datasource.username")) {
            String value = context.getEnvironment().getProperty(name);
            if (value != null) {
                options.add("--" + name + "=" + value);
            }
        }
        return options;
    }

    public Path folder() {
        return folder;
    }

    public Store store() {
        return context.getBean(Store.class);
    }

    public String token(Role role, String name, DeviceKey... devices) {
        return context.getBean(Tokens.class).add(role, name, List.of(devices)).reveal();
    }

    public void revoke(String name) {
        context.getBean(Tokens.class).revoke(name);
    }

    public String webhook(DeviceKey device, String mac, String zone) {
        String secret = context.getBean(Tokens.class)
                .addDevice(device, "terminal " + device, mac, zone)
                .reveal();
        return "/api/attendance/webhook/" + secret;
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port"));
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> post(String path, byte[] body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        return send(request(path, headers).method(method, BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Path newFolder() {
        try {
            Path folder = Files.createTempDirectory("receiver");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class OnSqlite {
        static final RunningReceiver RECEIVER = new RunningReceiver(newFolder());
    }

    private static final class OnPostgres {
        static final RunningReceiver RECEIVER = new RunningReceiver(
                newFolder(),
                "--spring.datasource.url=" + RealPostgres.newDatabase(),
                "--spring.datasource.username=postgres");
    }

    private static final class Strict {
        static final RunningReceiver RECEIVER = new RunningReceiver(
                newFolder(),
                "--rollcall.device-pull.allow=" + Terminals.addresses(),
                "--rollcall.device-pull.answer-within=5s",
                "--rollcall.device-pull.page-pause=0s",
                "--rollcall.intake.body-time=" + STRICT_BODY_TIME.toMillis() + "ms",
                "--rollcall.intake.linger=300ms",
                "--rollcall.intake.lingering=3",
                "--rollcall.intake.memory=100KB",
                "--rollcall.inbox.queue-timeout=100ms",
                "--rollcall.database.connection-timeout=1s",
                "--rollcall.inbox.commit-timeout=2s",
                "--server.tomcat.connection-timeout=1500ms",
                "--server.tomcat.threads.max=" + STRICT_THREADS);
    }
}
