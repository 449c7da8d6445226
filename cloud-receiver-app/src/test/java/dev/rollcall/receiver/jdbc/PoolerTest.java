package dev.rollcall.receiver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.receiver.testing.Crowd;
import dev.rollcall.receiver.testing.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two receivers behind PgBouncer in transaction mode, where it is installed: each transaction may get another session. */
class PoolerTest {

    private static final Duration READY = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void direct_connectionIsToldFromAPooler() {
        assertThat(PoolerCheck.isDirect(Stores.postgres(folder))).isTrue();
    }

    @Test
    void twoReceivers_behindATransactionPooler_storeEachEventOnce() throws Exception {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "pgbouncer is not installed");
        DatabaseSettings direct = Stores.postgres(folder);
        int port = freePort();
        Process pooler = start(program.orElseThrow(), direct, port);
        try {
            String url = direct.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + port + "/");
            DatabaseSettings pooled = new DatabaseSettings(
                    folder, url, direct.username(), direct.password(), direct.connections(), direct.waiting());
            awaitOpen(port);
            assertThat(PoolerCheck.isDirect(pooled)).isFalse();
            try (Database one = Database.open(pooled);
                    Database other = Database.open(pooled)) {
                Crowd crowd = new Crowd(JdbcStore.in(one, Crowd.NOW), JdbcStore.in(other, Crowd.NOW), 4000);
                crowd.send();

                assertThat(RowCount.of(one, "event")).isEqualTo(4000);
                crowd.assertFeedHasEachOnce();
            }
        } finally {
            pooler.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    private static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin";
        return Stream.of(path.split(":", -1))
                .map(place -> Path.of(place).resolve("pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private Process start(Path program, DatabaseSettings direct, int port) throws IOException {
        String server = direct.url().replaceAll(".*:(\\d+)/.*", "$1");
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                * = host=127.0.0.1 port=%s user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 3
                max_client_conn = 100
                ignore_startup_parameters = extra_float_digits
                """.formatted(server, port));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root; in a name space of its own nobody is.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program.toString(), settings.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
    }

    private void awaitOpen(int port) throws IOException {
        long deadline = System.nanoTime() + READY.toNanos();
        while (true) {
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(open.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(Files.readString(folder.resolve("pgbouncer.log")), notYet);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }
}
