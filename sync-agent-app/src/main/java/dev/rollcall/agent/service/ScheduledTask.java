package dev.rollcall.agent.service;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task of the Windows Task Scheduler that starts with the computer, for those who may install no service. */
final class ScheduledTask implements Service {

    static final String NAME = "Rollcall agent";

    private final Installation what;

    ScheduledTask(Installation what) {
        this.what = what;
    }

    @Override
    public List<Deed> install() {
        Path file = what.dataDir().resolve("rollcall-agent-task.xml");
        List<Deed> deeds = new ArrayList<>(WindowsService.rights(what));
        deeds.add(new Deed.Write(file, xml(), StandardCharsets.UTF_16));
        deeds.add(Deed.Run.of("schtasks", "/Create", "/TN", NAME, "/XML", file.toString(), "/F"));
        deeds.add(Deed.Run.of("schtasks", "/Run", "/TN", NAME));
        deeds.add(Deed.Tell.of("Installed and started. 'service status --kind task' shows it."));
        return deeds;
    }

    @Override
    public List<Deed> uninstall() {
        return List.of(
                Deed.Run.tolerant("schtasks", "/End", "/TN", NAME),
                Deed.Run.tolerant("schtasks", "/Delete", "/TN", NAME, "/F"),
                new Deed.Remove(what.dataDir().resolve("rollcall-agent-task.xml")),
                Deed.Tell.of(Kept.text(what)));
    }

    @Override
    public List<Deed> status() {
        return List.of(Deed.Run.of("schtasks", "/Query", "/TN", NAME, "/V", "/FO", "LIST"));
    }

    /** Returns the task's text; it is stored as UTF-16, as the Task Scheduler does it itself. */
    String xml() {
        List<String> java = what.javaProgram();
        String arguments = Stream.concat(java.stream().skip(1), what.arguments().stream())
                .map(word -> word.contains(" ") ? '"' + word + '"' : word)
                .collect(Collectors.joining(" "));
        return Template.filled(
                        "rollcall-agent-task.xml",
                        Map.of(
                                "COMMAND", Template.xml(java.get(0)),
                                "ARGUMENTS", Template.xml(arguments),
                                "FOLDER", Template.xml(what.dataDir().toString())))
                .replace("\n", "\r\n");
    }
}
