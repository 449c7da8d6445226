package dev.rollcall.agent.monitor;

import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.StatusReport.DeviceState;
import java.math.BigDecimal;

/** Writes metrics in Prometheus' text form, version 0.0.4. What is not known is left out. */
final class MetricsText {

    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    static final String VERSION = "rollcall_agent_info";
    static final String VERSION_HELP = "Always 1; the label tells the version of the agent";

    private final StringBuilder text = new StringBuilder();

    private MetricsText() {}

    static String of(StatusReport report) {
        MetricsText written = new MetricsText();
        written.head(VERSION, VERSION_HELP);
        written.value(VERSION + "{version=\"" + escaped(report.version()) + "\"}", 1);
        for (Metric metric : Metric.values()) {
            Double value = metric.of(report);
            if (value != null) {
                written.head(metric.id(), metric.help());
                written.value(metric.id(), value);
            }
        }
        for (DeviceMetric metric : DeviceMetric.values()) {
            written.of(metric, report);
        }
        return written.text.toString();
    }

    private void of(DeviceMetric metric, StatusReport report) {
        boolean begun = false;
        for (DeviceState device : report.devices()) {
            Double value = metric.of(device);
            if (value == null) {
                continue;
            }
            if (!begun) {
                head(metric.id(), metric.help());
                begun = true;
            }
            value(metric.id() + "{device=\"" + escaped(device.name()) + "\"}", value);
        }
    }

    private void head(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void value(String series, double value) {
        String number = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        text.append(series).append(' ').append(number).append('\n');
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
