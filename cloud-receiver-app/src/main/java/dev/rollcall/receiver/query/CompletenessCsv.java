package dev.rollcall.receiver.query;

import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The completeness of devices as comma-separated values, a line for each device and day; what is of no day stands in each line. */
public final class CompletenessCsv {

    private static final String END = "\r\n";
    private static final String HEAD =
            "device,name,day,verdict,why,deviceSays,deviceAsked,journalSays,sent,receiverSays,"
                    + "firstSeenByPoll,firstSeenByWebhook,firstSeenByListener,firstSeenByStream,completeUntil,checkedAt,findings,"
                    + "deviceFindings,heldBack";

    private CompletenessCsv() {}

    /** Returns the text. */
    public static String of(List<DeviceLine> devices) {
        StringBuilder text = new StringBuilder(HEAD).append(END);
        devices.forEach(device -> device.days().forEach(day -> text.append(line(device, day))));
        return text.toString();
    }

    private static String line(DeviceLine device, DayLine day) {
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
                        String.join("; ", device.findingTexts()),
                        device.heldBack())
                .stream()
                .map(CsvExport::cell)
                .collect(Collectors.joining(",", "", END));
    }
}
