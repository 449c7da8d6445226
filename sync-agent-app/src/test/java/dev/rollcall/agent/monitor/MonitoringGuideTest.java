package dev.rollcall.agent.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide names every metric with the words of its help, and no other. */
class MonitoringGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "monitoring.md");
    private static final Pattern ROW = Pattern.compile("^\\| `(rollcall_agent_\\w+)` \\| (.+) \\|$", Pattern.MULTILINE);

    @Test
    void everyMetric_isInTheGuide_withItsHelp() throws IOException {
        Map<String, String> metrics = new LinkedHashMap<>();
        metrics.put(MetricsText.VERSION, MetricsText.VERSION_HELP);
        Stream.of(Metric.values()).forEach(metric -> metrics.put(metric.id(), metric.help()));
        Stream.of(DeviceMetric.values()).forEach(metric -> metrics.put(metric.id(), metric.help()));

        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(GUIDE));
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        assertThat(rows).isEqualTo(metrics);
    }
}
