package dev.rollcall.receiver.web;

import dev.rollcall.receiver.query.CsvExport;
import dev.rollcall.receiver.security.Actor;
import dev.rollcall.receiver.security.Audit;
import dev.rollcall.receiver.store.EventFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Gives out events as a file, as many as there are; each time is entered in the audit trail first. */
@RestController
final class ExportController {

    private final CsvExport export;
    private final NamedDevices devices;
    private final Audit audit;

    ExportController(CsvExport export, NamedDevices devices, Audit audit) {
        this.export = export;
        this.devices = devices;
        this.audit = audit;
    }

    @GetMapping("/api/attendance/events.csv")
    void events(@ModelAttribute EventParameters parameters, Authentication known, HttpServletResponse response)
            throws IOException {
        EventFilter filter = filter(parameters);
        audit.note(Actor.of(known), "EXPORT", "events.csv", "DONE", subject(parameters));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"events.csv\"");
        Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        export.write(filter, writer);
        writer.flush();
    }

    private EventFilter filter(EventParameters asked) {
        EventFilter filter = asked.filter();
        return asked.device() == null ? filter : filter.of(devices.one(asked.device()));
    }

    private static String subject(EventParameters asked) {
        return "device " + asked.device() + ", employee " + asked.employee() + ", from " + asked.from() + ", to "
                + asked.to() + ", kind " + asked.kind();
    }
}
