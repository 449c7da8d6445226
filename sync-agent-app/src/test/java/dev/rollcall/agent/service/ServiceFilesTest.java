package dev.rollcall.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The files of each service system: what is shipped is what is written, and it says what it must. */
@DisabledOnOs(OS.WINDOWS)
class ServiceFilesTest {

    private static final Path SHIPPED = Path.of("src", "dist", "service");
    private static final Installation LINUX = new Installation(
            Path.of("/opt/rollcall-agent"),
            Path.of("/usr/bin/java"),
            Path.of("/opt/rollcall-agent/lib/sync-agent.jar"),
            Path.of("/etc/rollcall-agent/agent.yaml"),
            Path.of("/var/lib/rollcall-agent"),
            "rollcall-agent");
    private static final Installation DEBIAN = new Installation(
            Path.of("/usr/lib/rollcall-agent"),
            Path.of("/usr/lib/rollcall-agent/runtime/bin/java"),
            LINUX.jar(),
            LINUX.config(),
            LINUX.dataDir(),
            LINUX.account());
    private static final Installation MAC = new Installation(
            Path.of("/usr/local/rollcall-agent"),
            LINUX.java(),
            LINUX.jar(),
            Path.of("/usr/local/etc/rollcall-agent/agent.yaml"),
            Path.of("/usr/local/var/rollcall-agent"),
            "somebody");
    private static final Installation WINDOWS = new Installation(
            Path.of("C:\\Program Files\\rollcall-agent"),
            Path.of("C:\\Program Files\\Java\\bin\\java.exe"),
            Path.of("C:\\Program Files\\rollcall-agent\\lib\\sync-agent.jar"),
            Path.of("C:\\ProgramData\\Rollcall\\agent.yaml"),
            Path.of("C:\\ProgramData\\Rollcall\\data"),
            "rollcall-agent");

    @Test
    void shippedFiles_areWhatServiceInstallWrites() {
        assertThat(SHIPPED.resolve("systemd/rollcall-agent.service")).hasContent(unit(LINUX));
        assertThat(Path.of("src/deb/files/rollcall-agent.service")).hasContent(unit(DEBIAN));
        assertThat(SHIPPED.resolve("launchd/dev.rollcall.agent.plist")).hasContent(new Launchd(MAC).plist());
        assertThat(SHIPPED.resolve("windows/rollcall-agent-task.xml")).hasContent(task(WINDOWS));
        assertThat(SHIPPED.resolve("pm2/ecosystem.config.js")).hasContent(new Pm2(LINUX).ecosystem());
    }

    @Test
    void unit_restartsForEver_andIsNobodyOfImportance() {
        assertThat(unit(LINUX).lines())
                .contains(
                        "User=rollcall-agent",
                        "Restart=always",
                        "StartLimitIntervalSec=0",
                        "LoadCredential=secrets:/etc/rollcall-agent/secrets",
                        "ReadWritePaths=/var/lib/rollcall-agent",
                        "Environment=\"ROLLCALL_JAVA=/usr/bin/java\"",
                        "ExecStart=/opt/rollcall-agent/bin/rollcall-agent --config /etc/rollcall-agent/agent.yaml run");
    }

    @Test
    void unit_quotesWhatSystemdWouldTakeApart() {
        Installation odd = new Installation(
                Path.of("/opt/a b"), LINUX.java(), LINUX.jar(), Path.of("/etc/100%/agent.yaml"), LINUX.dataDir(), "x");

        assertThat(unit(odd))
                .contains("ExecStart=\"/opt/a b/bin/rollcall-agent\" --config /etc/100%%/agent.yaml run")
                .contains("ConditionPathExists=/etc/100%%/agent.yaml");
    }

    @Test
    void systemd_keepsSecretsForRoot_andStartsWhereSystemdRuns() {
        List<String> commands = commands(new Systemd(LINUX, false, true).install());

        assertThat(commands)
                .contains(
                        "chmod -R go-rwx /etc/rollcall-agent/secrets", "chown -R root:root /etc/rollcall-agent/secrets")
                .endsWith("systemctl restart rollcall-agent.service");
        assertThat(commands(new Systemd(LINUX, true, true).install())).isEqualTo(commands);
        assertThat(new Systemd(LINUX, true, true).install()).noneMatch(deed -> deed instanceof Deed.Write);
        assertThat(commands(new Systemd(LINUX, false, false).install()))
                .endsWith("systemctl enable rollcall-agent.service");
    }

    @Test
    void systemd_refusesWhatItsServiceCannotReach() {
        Installation home = new Installation(
                Path.of("/home/me/rollcall-agent"),
                LINUX.java(),
                LINUX.jar(),
                LINUX.config(),
                LINUX.dataDir(),
                LINUX.account());

        assertThat(new Systemd(home, false, true).install())
                .singleElement()
                .isInstanceOfSatisfying(
                        Deed.Tell.class, tell -> assertThat(tell.text()).contains("/opt/rollcall-agent"));
    }

    @Test
    void uninstalling_neverTouchesConfigurationAndData() {
        List<Service> all = List.of(
                new Systemd(LINUX, false, true),
                new Systemd(LINUX, true, false),
                new Launchd(MAC),
                new WindowsService(WINDOWS),
                new ScheduledTask(WINDOWS),
                new Pm2(LINUX));
        for (Service service : all) {
            assertThat(commands(service.uninstall()))
                    .as(service.getClass().getSimpleName())
                    .noneMatch(line -> line.contains("agent.yaml") || line.matches("(?s).*\\b(rm|rmdir|del)\\b.*"));
            assertThat(service.uninstall())
                    .filteredOn(deed -> deed instanceof Deed.Remove)
                    .allMatch(deed ->
                            !((Deed.Remove) deed).file().toString().matches(".*(agent\\.yaml|secrets|journal).*"));
            assertThat(service.uninstall())
                    .anyMatch(deed ->
                            deed instanceof Deed.Tell tell && tell.text().contains("Kept: "));
        }
    }

    @Test
    void plist_isAPropertyList_thatKeepsTheAgentAlive() throws Exception {
        Installation odd = new Installation(
                Path.of("/opt/a&b <c>"), MAC.java(), MAC.jar(), MAC.config(), MAC.dataDir(), MAC.account());
        Document plist = xml(new Launchd(odd).plist());
        NodeList keys = plist.getDocumentElement().getElementsByTagName("key");

        assertThat(IntStream.range(0, keys.getLength())
                        .mapToObj(i -> keys.item(i).getTextContent()))
                .contains("Label", "ProgramArguments", "RunAtLoad", "KeepAlive", "UserName");
        assertThat(plist.getElementsByTagName("string").item(1).getTextContent())
                .isEqualTo("/opt/a&b <c>/bin/rollcall-agent");
        assertThat(plist.getElementsByTagName("string").item(4).getTextContent())
                .isEqualTo("run");
    }

    /** The elements, values and their places are those of the Task Scheduler's published schema (MS-TSCH, 2.5). */
    @Test
    void task_startsWithTheComputer_isRestarted_andNeverEnded() throws Exception {
        Document task = xml(new ScheduledTask(WINDOWS).xml());

        assertThat(task.getDocumentElement().getNamespaceURI())
                .isEqualTo("http://schemas.microsoft.com/windows/2004/02/mit/task");
        assertThat(task.getElementsByTagName("BootTrigger").getLength()).isEqualTo(1);
        assertThat(text(task, "UserId")).isEqualTo("S-1-5-19");
        assertThat(text(task, "ExecutionTimeLimit")).isEqualTo("PT0S");
        assertThat(text(task, "DisallowStartIfOnBatteries")).isEqualTo("false");
        assertThat(text(task, "Interval")).isEqualTo("PT1M");
        assertThat(text(task, "MultipleInstancesPolicy")).isEqualTo("IgnoreNew");
        assertThat(text(task, "Command")).isEqualTo(WINDOWS.java().toString());
        assertThat(text(task, "Arguments"))
                .contains("-Xmx64m", '"' + WINDOWS.jar().toString() + '"', "--config " + WINDOWS.config() + " run");
        assertThat(new ScheduledTask(WINDOWS).xml().replace("\r\n", "")).doesNotContain("\n");
    }

    @Test
    void windowsService_restartsOnFailure_asLocalService_withRightsByIdentifier() {
        List<String> commands = commands(new WindowsService(WINDOWS).install());

        assertThat(commands)
                .contains(
                        "sc failure RollcallAgent reset= 86400 actions= restart/2000/restart/60000/restart/300000",
                        "sc failureflag RollcallAgent 1",
                        "sc start RollcallAgent");
        assertThat(commands)
                .anyMatch(line -> line.contains("//IS//RollcallAgent")
                        && line.contains("--ServiceUser=NT AUTHORITY\\LocalService")
                        && line.contains("--Startup=auto")
                        && line.contains("--StopMethod=stop")
                        && line.contains("-XX:+UseSerialGC;"))
                .anyMatch(line -> line.startsWith("icacls C:\\ProgramData\\Rollcall\\data /inheritance:r")
                        && line.contains("*S-1-5-19:(OI)(CI)M"));
    }

    @Test
    void startScripts_haveTheOptionsOfTheServices() throws Exception {
        String shell = Files.readString(Path.of("src/dist/bin/rollcall-agent"));
        String command = Files.readString(Path.of("src/dist/bin/rollcall-agent.cmd"));

        for (String option : Installation.OPTIONS) {
            assertThat(shell).as("sh").contains(option);
            assertThat(command).as("cmd").contains(option);
        }
        assertThat(command.replace("\r\n", "")).as("line ends").doesNotContain("\n", "\r");
        assertThat(command.chars()).as("plain characters").allMatch(c -> c < 128);
    }

    @Test
    void everyKind_isKnown() {
        assertThat(Kind.of("Windows 11")).isEqualTo(Kind.WINDOWS);
        assertThat(Kind.of("Mac OS X")).isEqualTo(Kind.LAUNCHD);
        assertThat(Kind.of("Linux")).isEqualTo(Kind.SYSTEMD);
        for (Kind kind : Kind.values()) {
            assertThatCode(() -> kind.service(LINUX).status()).doesNotThrowAnyException();
        }
    }

    private static String unit(Installation what) {
        return new Systemd(what, false, true).unit();
    }

    private static String task(Installation what) {
        // Paths are put together as on the system that runs this.
        return new ScheduledTask(what).xml().replace("\r\n", "\n").replace("/cache/", "\\cache\\");
    }

    private static List<String> commands(List<Deed> deeds) {
        return deeds.stream()
                .filter(deed -> deed instanceof Deed.Run)
                .map(deed -> String.join(" ", ((Deed.Run) deed).command()))
                .toList();
    }

    private static String text(Document document, String element) {
        return document.getElementsByTagName(element).item(0).getTextContent();
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        return builder.parse(new InputSource(new StringReader(text)));
    }
}
