package dev.rollcall.agent.service;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A daemon of launchd on macOS: starts with the computer, before anybody logs in. */
final class Launchd implements Service {

    static final String LABEL = "dev.rollcall.agent";

    private static final Path PLIST = Path.of("/Library/LaunchDaemons", LABEL + ".plist");

    private final Installation what;

    Launchd(Installation what) {
        this.what = what;
    }

    @Override
    public List<Deed> install() {
        return List.of(
                Deed.Run.of("mkdir", "-p", what.dataDir().resolve("logs").toString()),
                Deed.Run.of(
                        "chown",
                        "-R",
                        what.account(),
                        what.dataDir().toString(),
                        what.configFolder().toString()),
                Deed.Run.of(
                        "chmod",
                        "700",
                        what.dataDir().toString(),
                        what.configFolder().toString()),
                new Deed.Write(PLIST, plist(), StandardCharsets.UTF_8),
                Deed.Run.of("chown", "root:wheel", PLIST.toString()),
                Deed.Run.of("chmod", "644", PLIST.toString()),
                Deed.Run.tolerant("launchctl", "bootout", "system/" + LABEL),
                Deed.Run.of("launchctl", "bootstrap", "system", PLIST.toString()),
                Deed.Tell.of("Installed and started as " + what.account() + ". 'service status' shows it."));
    }

    @Override
    public List<Deed> uninstall() {
        return List.of(
                Deed.Run.tolerant("launchctl", "bootout", "system/" + LABEL),
                new Deed.Remove(PLIST),
                Deed.Tell.of(Kept.text(what)));
    }

    @Override
    public List<Deed> status() {
        return List.of(Deed.Run.of("launchctl", "print", "system/" + LABEL));
    }

    /** Returns the property list's text. */
    String plist() {
        String arguments = Stream.concat(what.program().stream(), what.arguments().stream())
                .map(word -> "        <string>" + Template.xml(word) + "</string>")
                .collect(Collectors.joining("\n"));
        return Template.filled(
                LABEL + ".plist",
                Map.of(
                        "LABEL", LABEL,
                        "ARGUMENTS", arguments,
                        "JAVA", Template.xml(what.java().toString()),
                        "ACCOUNT", Template.xml(what.account()),
                        "DATA", Template.xml(what.dataDir().toString())));
    }
}
