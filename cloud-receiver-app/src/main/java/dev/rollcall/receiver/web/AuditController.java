package dev.rollcall.receiver.web;

import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.store.AuditRecord;
import dev.rollcall.receiver.store.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows administrators the audit trail, newest entries first. */
@RestController
final class AuditController {

    private final ExchangeJson json;
    private final Store store;

    AuditController(ExchangeJson json, Store store) {
        this.json = json;
        this.store = store;
    }

    /**
     * A page of the trail.
     *
     * @param entries the entries, newest first
     * @param next    to be given as {@code before} for older ones; null if there are none
     */
    record Page(List<Entry> entries, @Nullable Long next) {}

    /** An entry as administrators get it. */
    record Entry(
            long id,
            String at,
            String actor,
            String action,
            String subject,
            String result,
            @Nullable String detail) {}

    @GetMapping("/api/audit")
    ResponseEntity<byte[]> audit(
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Parameters.limit(limit);
        long id = Parameters.number("before", before, Long.MAX_VALUE);
        List<AuditRecord> found = store.read(unit -> unit.audit().before(id, most + 1));
        List<Entry> entries =
                found.stream().limit(most).map(AuditController::entry).toList();
        Long next = found.size() > most ? entries.get(most - 1).id() : null;
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.write(new Page(entries, next)));
    }

    private static Entry entry(AuditRecord found) {
        AuditEntry entry = found.entry();
        return new Entry(
                found.id(),
                entry.at().toString(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.result(),
                entry.detail());
    }
}
