package dev.rollcall.agent.testing;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A configuration in a folder, written as a person would write it. */
public final class AgentHome {

    private final Path folder;
    private final Map<String, String> devices = new LinkedHashMap<>();
    private URI receiver = URI.create("http://127.0.0.1:9");
    private String token = StubReceiver.TOKEN;
    private String more = "";

    public AgentHome(Path folder) {
        this.folder = folder;
    }

    public AgentHome receiver(URI url) {
        receiver = url;
        return this;
    }

    public AgentHome token(String value) {
        token = value;
        return this;
    }

    public AgentHome device(String name, int port, String password) {
        devices.put(name, """
                  - name: %s
                    host: 127.0.0.1
                    port: %d
                    username: admin
                    password: %s
                """.formatted(name, port, password));
        return this;
    }

    /** A terminal on HTTPS, recognised by its certificate's fingerprint. */
    public AgentHome device(String name, int port, String password, String fingerprint) {
        device(name, port, password);
        devices.computeIfPresent(name, (key, yaml) -> yaml + "    tls: " + fingerprint + "\n");
        return this;
    }

    /** Adds a setting to a device, as {@code key: value}. */
    public AgentHome deviceSetting(String name, String line) {
        devices.computeIfPresent(name, (key, yaml) -> yaml + "    " + line + "\n");
        return this;
    }

    public AgentHome with(String yaml) {
        more = yaml;
        return this;
    }

    public Path file() throws IOException {
        Path file = folder.resolve("agent.yaml");
        Files.writeString(file, """
                receiver:
                  url: %s
                  token: %s
                dataDir: data
                limits:
                  pagePause: 0ms
                  rowsPerSlice: 200
                %s
                devices:
                %s""".formatted(receiver, token, more, String.join("", devices.values())));
        return file;
    }

    public AgentConfig config() throws IOException {
        return new ConfigReader(Map.of()).read(file());
    }

    public Path data() {
        return folder.resolve("data");
    }
}
