package dev.rollcall.agent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HookReportTest {

    private static final HookReport REPORT = HookReport.of(
            List.of(new HookReport.Device("front", HookReport.Result.WORKS, "http://a", "1", List.of(), "done", 0)),
            "2026-11-23T04:00:00Z");

    @Test
    void report_isReadAsItWasWritten() {
        assertThat(HookReport.parse(REPORT.json())).isEqualTo(REPORT);
    }

    @Test
    void reportOfANewerVersion_isReadWithoutWhatIsNew() {
        String newer = REPORT.json()
                .replace("\"name\"", "\"port\": {\"number\": 80}, \"name\"")
                .replace("\"since\"", "\"warnings\": [], \"since\"");

        assertThat(newer).contains("warnings", "port");
        assertThat(HookReport.parse(newer)).isEqualTo(REPORT);
    }

    @Test
    void otherText_isNoReport() {
        assertThat(HookReport.parse("The agent does not run.")).isNull();
        assertThat(HookReport.parse("{\"devices\": null}")).isNull();
    }
}
