package dev.rollcall.agent.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A service of Windows, by procrun of Apache Commons Daemon. It runs as LocalService, starts with the computer and is started again
 * whenever it ends by itself. Accounts are named by their identifiers, since their names are translated.
 */
final class WindowsService implements Service {

    static final String NAME = "RollcallAgent";

    private static final String EVERYTHING = ":(OI)(CI)F";
    private static final String CHANGE = ":(OI)(CI)M";
    private static final String READ = ":(OI)(CI)RX";
    private static final String SYSTEM = "*S-1-5-18";
    private static final String ADMINISTRATORS = "*S-1-5-32-544";
    private static final String LOCAL_SERVICE = "*S-1-5-19";

    private final Installation what;

    WindowsService(Installation what) {
        this.what = what;
    }

    @Override
    public List<Deed> install() {
        if (what.home() == null) {
            return List.of(new Deed.Tell(
                    "A service of Windows needs the distribution (rollcall-agent.zip): unpack it and use its"
                            + " bin\\rollcall-agent.cmd, or choose --kind task.",
                    true));
        }
        List<Deed> deeds = new ArrayList<>(rights(what));
        deeds.add(Deed.Run.tolerant(wrapper(), "//SS//" + NAME));
        deeds.add(Deed.Run.tolerant(wrapper(), "//DS//" + NAME));
        deeds.add(new Deed.Run(registration(), false));
        // At once, after a minute, and every five minutes from then on; the count begins anew after a day.
        deeds.add(Deed.Run.of(
                "sc", "failure", NAME, "reset=", "86400", "actions=", "restart/2000/restart/60000/restart/300000"));
        deeds.add(Deed.Run.of("sc", "failureflag", NAME, "1"));
        deeds.add(Deed.Run.of("sc", "start", NAME));
        deeds.add(Deed.Tell.of("Installed and started. 'service status' shows it; its log: "
                + what.dataDir().resolve("logs")));
        return deeds;
    }

    @Override
    public List<Deed> uninstall() {
        return List.of(
                Deed.Run.tolerant(wrapper(), "//SS//" + NAME),
                Deed.Run.tolerant(wrapper(), "//DS//" + NAME),
                Deed.Tell.of(Kept.text(what)));
    }

    @Override
    public List<Deed> status() {
        return List.of(Deed.Run.of("sc", "query", NAME), Deed.Run.tolerant("sc", "qfailure", NAME));
    }

    /** Nobody but the system, administrators and the service reads secrets and journal. */
    static List<Deed> rights(Installation what) {
        List<Deed> deeds = new ArrayList<>();
        deeds.add(Deed.Run.tolerant(
                "cmd", "/c", "mkdir", what.dataDir().resolve("logs").toString()));
        deeds.add(rights(what.configFolder(), READ));
        deeds.add(rights(what.dataDir(), CHANGE));
        return deeds;
    }

    private static Deed rights(Path folder, String service) {
        return Deed.Run.of(
                "icacls",
                folder.toString(),
                "/inheritance:r",
                "/grant:r",
                SYSTEM + EVERYTHING,
                ADMINISTRATORS + EVERYTHING,
                LOCAL_SERVICE + service);
    }

    private List<String> registration() {
        String logs = what.dataDir().resolve("logs").toString();
        return List.of(
                wrapper(),
                "//IS//" + NAME,
                "--DisplayName=Rollcall agent",
                "--Description=Brings every punch of the terminals on this network to the receiver.",
                "--Startup=auto",
                "--ServiceUser=NT AUTHORITY\\LocalService",
                "--DependsOn=Tcpip",
                "--StartMode=jvm",
                "--StopMode=jvm",
                "--Jvm=" + library(),
                "--Classpath=" + what.jar(),
                "--JvmOptions=" + String.join(";", what.options()),
                "--StartClass=dev.rollcall.agent.Main",
                "--StartMethod=main",
                "--StartParams=" + String.join(";", what.arguments()),
                "--StopClass=dev.rollcall.agent.Main",
                "--StopMethod=stop",
                "--StopTimeout=30",
                "--LogPath=" + logs,
                "--LogPrefix=service",
                "--StdOutput=auto",
                "--StdError=auto");
    }

    private String wrapper() {
        Path home = what.home() == null ? Path.of("") : what.home();
        return home.resolve("windows").resolve("rollcall-agent-service.exe").toString();
    }

    private Path library() {
        Path bin = what.java().getParent();
        return (bin == null ? Path.of("") : bin).resolve("server").resolve("jvm.dll");
    }
}
