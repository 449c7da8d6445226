package dev.rollcall.receiver.query;

import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.reconcile.ShownFindings;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The completeness of devices as comma-separated values, a line for each device and day; what is missing of no day stands in each line. */
public final class CompletenessCsv {

    private static final String END = "\r\n";
    private static final String HEAD =
            "device,name,day,verdict,why,deviceSays,deviceAsked,journalSays,sent,receiverSays,"
                    + "firstSeenByPoll,firstSeenByWebhook,firstSeenByListener,firstSeenByStream,completeUntil,checkedAt,findings,"
                    + "deviceFindings,heldBack,acceptedLosses";

    private CompletenessCsv() {}

    /** Writes the lines, one after another. */
    public static void write(List<DeviceLine> devices, Writer writer) throws IOException {
        writer.write(HEAD + END);
        for (DeviceLine device : devices) {
            String ofNoDay = String.join("; ", ShownFindings.ofMissing(device.findings(), device.findingsLeftOut()));
            for (DayLine day : device.days()) {
                writer.write(line(device, day, ofNoDay));
            }
        }
    }

    private static String line(DeviceLine device, DayLine day, String ofNoDay) {
        return Arrays.asList(
                        device.device(),
                        device.name(),
                        day.day(),
                        day.verdict(),
                        day.why(),
                        day.deviceSays(),
                        day.deviceAsked(),
                        day.journalSays(),
                        day.sent(),
                        day.receiverSays(),
                        day.firstSeenBy().get("POLL"),
                        day.firstSeenBy().get("WEBHOOK"),
                        day.firstSeenBy().get("LISTENER"),
                        day.firstSeenBy().get("STREAM"),
                        device.completeUntil(),
                        device.checkedAt(),
                        String.join("; ", day.findingTexts()),
                        ofNoDay,
                        device.heldBack(),
                        device.acceptedLosses())
                .stream()
                .map(CsvExport::cell)
                .collect(Collectors.joining(",", "", END));
    }
}
