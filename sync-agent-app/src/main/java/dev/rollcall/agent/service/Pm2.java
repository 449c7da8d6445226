package dev.rollcall.agent.service;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A process of PM2, for those who keep everything else by it. Starts with the computer only if PM2 does. */
final class Pm2 implements Service {

    private static final String NAME = "rollcall-agent";

    private final Installation what;

    Pm2(Installation what) {
        this.what = what;
    }

    @Override
    public List<Deed> install() {
        return List.of(
                new Deed.Write(file(), ecosystem(), StandardCharsets.UTF_8),
                Deed.Run.of("pm2", "startOrRestart", file().toString()),
                Deed.Run.of("pm2", "save"),
                Deed.Tell.of("Started. It starts with the computer only after 'pm2 startup' and what that prints."));
    }

    @Override
    public List<Deed> uninstall() {
        return List.of(
                Deed.Run.tolerant("pm2", "delete", NAME),
                Deed.Run.tolerant("pm2", "save"),
                new Deed.Remove(file()),
                Deed.Tell.of(Kept.text(what)));
    }

    @Override
    public List<Deed> status() {
        return List.of(Deed.Run.of("pm2", "describe", NAME));
    }

    /** Returns the ecosystem file's text. */
    String ecosystem() {
        List<String> program = what.program();
        List<String> arguments = new ArrayList<>(program.subList(1, program.size()));
        arguments.addAll(what.arguments());
        return Template.filled(
                "ecosystem.config.js",
                Map.of(
                        "NAME", NAME,
                        "SCRIPT", quoted(program.get(0)),
                        "ARGUMENTS", arguments.stream().map(Pm2::quoted).collect(Collectors.joining(", ")),
                        "FOLDER", quoted(what.configFolder().toString())));
    }

    private Path file() {
        return what.config().resolveSibling("ecosystem.config.js");
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
