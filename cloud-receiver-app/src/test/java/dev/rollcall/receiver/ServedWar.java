package dev.rollcall.receiver;

import dev.rollcall.receiver.cli.CommandLineDoor;
import dev.rollcall.receiver.testing.RealPostgres;
import jakarta.el.ELContext;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;

/** The packaged file in a process of its own: by Java alone, or in a Tomcat that brings nothing of its own but Tomcat. */
final class ServedWar implements AutoCloseable {

    private static final Path WAR = Path.of("target", "cloud-receiver.war").toAbsolutePath();
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)|" + BareTomcat.PORT + "(\\d+)");
    private static final Pattern SETUP = Pattern.compile("/setup/(rc_setup_\\S+)");

    private final String name;
    private final Path folder;
    private final List<String> settings;
    private final Process process;

    private ServedWar(String name, Path folder, List<String> settings, Process process) {
        this.name = name;
        this.folder = folder;
        this.settings = settings;
        this.process = process;
    }

    static ServedWar start(String name, Path folder, boolean deployed, boolean onPostgres) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "--rollcall.data-dir=" + folder.resolve("data"),
                "--rollcall.access.login.hash-strength=4",
                "--rollcall.intake.linger=300ms"));
        if (onPostgres) {
            settings.add("--spring.datasource.url=" + RealPostgres.newDatabase());
            settings.add("--spring.datasource.username=postgres");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        if (deployed) {
            settings.forEach(setting -> command.add("-D" + setting.substring(2)));
            command.addAll(
                    List.of("-cp", tomcatAlone(), BareTomcat.class.getName(), WAR.toString(), folder.toString()));
        } else {
            command.addAll(List.of("-jar", WAR.toString(), "--server.address=127.0.0.1", "--server.port=0"));
            command.addAll(settings);
        }
        Files.createDirectories(folder);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("server.out").toFile())
                .redirectError(folder.resolve("server.err").toFile())
                .start();
        return new ServedWar(name, folder, settings, process);
    }

    /** The class path with Tomcat, what it stands on, and the one test class that starts it. */
    private static String tomcatAlone() {
        return Stream.of(Tomcat.class, ELContext.class, annotations(), BareTomcat.class)
                .map(ServedWar::locationOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Class<?> annotations() {
        try {
            return Class.forName("jakarta.annotation.PostConstruct");
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Runs a subcommand in this process, on the same database; returns what it printed as an answer. */
    String administer(StringBuilder said, String typed, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(settings);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            int code = CommandLineDoor.run(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
            said.append(err);
            if (code != 0) {
                throw new AssertionError(String.join(" ", words) + ": " + err);
            }
            return out.toString().strip();
        } finally {
            System.setIn(before);
        }
    }

    boolean isReadyOrDead() {
        return (port() > 0 && setupSecret() != null) || !process.isAlive();
    }

    int port() {
        Matcher matcher = PORT.matcher(printed());
        if (!matcher.find()) {
            return 0;
        }
        return Integer.parseInt(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }

    String setupSecret() {
        Matcher matcher = SETUP.matcher(printed());
        return matcher.find() ? matcher.group(1) : null;
    }

    String printed() {
        return read("server.out") + read("server.err");
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path folder() {
        return folder;
    }

    /** Returns the address of the database; null if it is SQLite in the folder. */
    String postgres() {
        return settings.stream()
                .filter(setting -> setting.startsWith("--spring.datasource.url="))
                .map(setting -> setting.substring(setting.indexOf('=') + 1))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public String toString() {
        return name;
    }
}
