package dev.rollcall.lab;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Makes the report of a run of the laboratory of what its experiments told and of what became of its tests: {@code LabReport HOME EXIT_CODE_OF_THE_BUILD}. */
public final class LabReport {

    private static final int COLUMNS = 9;
    private static final int LONGEST_REASON = 400;
    private static final double MILLIS = 1_000.0;

    private final Path home;
    private final StringBuilder text = new StringBuilder();
    private final List<String> broken = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private LabReport(Path home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws IOException, ParserConfigurationException, SAXException {
        LabReport report = new LabReport(Path.of(arguments[0]));
        String text = report.write(arguments[1].equals("0"));
        Path folder = Files.createDirectories(report.home.resolve(LabNote.FOLDER));
        Files.writeString(folder.resolve("report.md"), text, StandardCharsets.UTF_8);
        System.out.println(text);
        System.out.println("This is system-tests/target/lab/report.md.");
    }

    private String write(boolean fine) throws IOException, ParserConfigurationException, SAXException {
        text.append("# Report of the laboratory\n\n")
                .append("%s; Java %s, %s, %d processors.%n%n"
                        .formatted(
                                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                                Runtime.version(),
                                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                                Runtime.getRuntime().availableProcessors()));
        addNotes();
        addTests();
        addList("Skipped, and why", skipped, "Nothing.");
        if (!fine && broken.isEmpty()) {
            broken.add("The build failed before or beside these tests; what it printed says why.");
        }
        addList("Promises broken", broken, "None.");
        return text.toString();
    }

    private void addNotes() throws IOException {
        text.append("| Experiment | What of it | Tried | Hit | Lost | Twice | Invented | Seconds | |\n");
        text.append("|---|---|---:|---:|---:|---:|---:|---:|---|\n");
        Path notes = home.resolve(LabNote.FOLDER).resolve("notes.tsv");
        if (!Files.exists(notes)) {
            return;
        }
        for (String line : Files.readAllLines(notes)) {
            String[] columns = line.split("\t", COLUMNS);
            columns[7] = String.format(Locale.ROOT, "%.1f", Long.parseLong(columns[7]) / MILLIS);
            text.append("| ").append(String.join(" | ", columns)).append(" |\n");
        }
    }

    private void addTests() throws IOException, ParserConfigurationException, SAXException {
        text.append("\n| Tests | Run | Failed | Skipped | Seconds |\n|---|---:|---:|---:|---:|\n");
        Path reports = home.resolve("system-tests/target/failsafe-reports");
        if (!Files.isDirectory(reports)) {
            return;
        }
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList()) {
                addTests(file.toFile());
            }
        }
    }

    private void addTests(File file) throws IOException, ParserConfigurationException, SAXException {
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file)
                .getDocumentElement();
        String name = suite.getAttribute("name").replaceFirst("^dev\\.rollcall\\.", "");
        long failed = Long.parseLong(suite.getAttribute("failures")) + Long.parseLong(suite.getAttribute("errors"));
        text.append("| `%s` | %s | %d | %s | %s |%n"
                .formatted(
                        name,
                        suite.getAttribute("tests"),
                        failed,
                        suite.getAttribute("skipped"),
                        suite.getAttribute("time")));
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int at = 0; at < cases.getLength(); at++) {
            Element test = (Element) cases.item(at);
            String called = "`" + name + "#" + test.getAttribute("name") + "`: ";
            reason(test, "skipped").forEach(reason -> skipped.add(called + reason));
            reason(test, "failure").forEach(reason -> broken.add(called + reason));
            reason(test, "error").forEach(reason -> broken.add(called + reason));
        }
    }

    private static List<String> reason(Element test, String kind) {
        List<String> reasons = new ArrayList<>();
        NodeList found = test.getElementsByTagName(kind);
        for (int at = 0; at < found.getLength(); at++) {
            String reason = ((Element) found.item(at)).getAttribute("message").replaceAll("\\s+", " ");
            reasons.add(reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        }
        return reasons;
    }

    private void addList(String title, List<String> lines, String otherwise) {
        text.append("\n## ").append(title).append("\n\n");
        if (lines.isEmpty()) {
            text.append(otherwise).append('\n');
        }
        lines.forEach(line -> text.append("- ").append(line).append('\n'));
    }
}
