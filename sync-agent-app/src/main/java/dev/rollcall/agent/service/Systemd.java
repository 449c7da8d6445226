package dev.rollcall.agent.service;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A unit of systemd. Root installs it; nothing runs as root afterwards. */
final class Systemd implements Service {

    static final String UNIT = "rollcall-agent.service";

    private static final Path PACKAGED = Path.of("/usr/lib/systemd/system", UNIT);
    private static final Path WRITTEN = Path.of("/etc/systemd/system", UNIT);

    private final Installation what;
    private final boolean packaged;
    private final boolean booted;

    /**
     * Creates it.
     *
     * @param packaged whether the unit came with a package and is not ours to write
     * @param booted   whether systemd runs this computer
     */
    Systemd(Installation what, boolean packaged, boolean booted) {
        this.what = what;
        this.packaged = packaged;
        this.booted = booted;
    }

    /** Returns it as it is on this computer. */
    static Systemd here(Installation what) {
        return new Systemd(
                what,
                PACKAGED.toFile().exists(),
                Path.of("/run/systemd/system").toFile().exists());
    }

    @Override
    public List<Deed> install() {
        List<Deed> deeds = new ArrayList<>(refusals());
        if (!deeds.isEmpty()) {
            return deeds;
        }
        deeds.addAll(ownership());
        if (!packaged) {
            deeds.add(new Deed.Write(WRITTEN, unit(), StandardCharsets.UTF_8));
        }
        if (booted) {
            deeds.add(Deed.Run.of("systemctl", "daemon-reload"));
        }
        deeds.add(Deed.Run.of("systemctl", "enable", UNIT));
        if (booted) {
            deeds.add(Deed.Run.of("systemctl", "restart", UNIT));
            deeds.add(Deed.Tell.of("Installed and started. 'service status' shows it; its log: journalctl -u " + UNIT));
        } else {
            deeds.add(new Deed.Tell(
                    "Installed, but systemd does not run this computer: the agent is started when systemd does. Until then"
                            + " 'rollcall-agent run' as root runs it, with the same rights.",
                    true));
        }
        return deeds;
    }

    @Override
    public List<Deed> uninstall() {
        List<Deed> deeds = new ArrayList<>();
        deeds.add(
                booted
                        ? Deed.Run.tolerant("systemctl", "disable", "--now", UNIT)
                        : Deed.Run.tolerant("systemctl", "disable", UNIT));
        if (!packaged) {
            deeds.add(new Deed.Remove(WRITTEN));
        }
        if (booted) {
            deeds.add(Deed.Run.tolerant("systemctl", "daemon-reload"));
        }
        deeds.add(Deed.Tell.of(Kept.text(what)));
        return deeds;
    }

    @Override
    public List<Deed> status() {
        return List.of(Deed.Run.of("systemctl", "--no-pager", "status", UNIT));
    }

    /** Returns the unit's text. */
    String unit() {
        String command = Stream.concat(what.program().stream(), what.arguments().stream())
                .map(Systemd::quoted)
                .collect(Collectors.joining(" "));
        return Template.filled(
                UNIT,
                Map.of(
                        "ACCOUNT", what.account(),
                        "COMMAND", command,
                        "JAVA",
                                what.foreignJava()
                                        ? "Environment=\"ROLLCALL_JAVA=" + escaped(what.java()) + "\"\n"
                                        : "",
                        "CONFIG", escaped(what.config()),
                        "SECRETS", escaped(what.secrets()),
                        "DATA", escaped(what.dataDir())));
    }

    /** What lies in somebody's home is out of the reach of a service that is shut in. */
    private List<Deed> refusals() {
        Path program = Path.of(what.program().get(0));
        return Stream.of(program, what.java(), what.jar(), what.config(), what.dataDir())
                .filter(path -> Stream.of("/home", "/root", "/tmp", "/var/tmp", "/run/user")
                        .anyMatch(path::startsWith))
                .limit(1)
                .<Deed>map(path -> new Deed.Tell(
                        path
                                + " is out of a service's reach. Put the program into /opt/rollcall-agent, the configuration into"
                                + " /etc/rollcall-agent and dataDir into /var/lib/rollcall-agent; the start script's defaults are"
                                + " these.",
                        true))
                .toList();
    }

    private List<Deed> ownership() {
        String account = what.account();
        return List.of(
                Deed.Run.of(
                        "sh",
                        "-c",
                        "getent passwd " + account
                                + " >/dev/null || useradd --system --user-group --no-create-home --home-dir "
                                + what.dataDir() + " --shell /usr/sbin/nologin " + account),
                Deed.Run.of(
                        "install",
                        "-d",
                        "-o",
                        account,
                        "-g",
                        account,
                        "-m",
                        "0700",
                        what.dataDir().toString()),
                Deed.Run.of(
                        "chown", "-R", account + ":" + account, what.dataDir().toString()),
                Deed.Run.of(
                        "chown",
                        "root:" + account,
                        what.configFolder().toString(),
                        what.config().toString()),
                Deed.Run.of("chmod", "0750", what.configFolder().toString()),
                Deed.Run.of("chmod", "0640", what.config().toString()),
                Deed.Run.of(
                        "install",
                        "-d",
                        "-o",
                        "root",
                        "-g",
                        "root",
                        "-m",
                        "0700",
                        what.secrets().toString()),
                Deed.Run.of("chown", "-R", "root:root", what.secrets().toString()),
                Deed.Run.of("chmod", "-R", "go-rwx", what.secrets().toString()));
    }

    private static String quoted(String word) {
        String escaped = word.replace("\\", "\\\\").replace("%", "%%").replace("$", "$$");
        return escaped.matches("[A-Za-z0-9_./:=+,%@-]+") ? escaped : '"' + escaped.replace("\"", "\\\"") + '"';
    }

    private static String escaped(Path path) {
        return path.toString().replace("%", "%%");
    }
}
