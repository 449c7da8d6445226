package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.security.Tokens;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the trail says of changes and refusals. */
class AuditTest {

    private final RunningReceiver receiver = RunningReceiver.onSqlite();
    private final String admin = "Bearer " + receiver.token(Role.ADMIN, "auditor");

    private List<String> trail(String word) {
        JsonNode page = json(receiver.get("/api/audit?limit=1000", "Authorization", admin));
        return page.path("entries")
                .valueStream()
                .map(entry -> entry.path("actor").asString() + " "
                        + entry.path("action").asString() + " "
                        + entry.path("subject").asString() + " "
                        + entry.path("result").asString() + " "
                        + entry.path("detail").asString(""))
                .filter(entry -> entry.contains(word))
                .toList();
    }

    @Test
    void changesOfTokensAndDevices_areEntered_withoutSecrets() {
        String secret = receiver.token(Role.READER, "changed token");
        Tokens tokens = receiver.bean(Tokens.class);
        tokens.rotate("changed token", java.time.Duration.ofHours(1));
        receiver.revoke("changed token");
        receiver.webhook(DeviceKey.of("AUD000001"), null, null);

        assertThat(trail("changed token"))
                .extracting(entry -> entry.replaceAll(".* (TOKEN_\\w+) .*", "$1"))
                .containsExactly("TOKEN_REVOKE", "TOKEN_REVOKE", "TOKEN_ROTATE", "TOKEN_ADD");
        assertThat(trail("AUD000001")).singleElement().asString().contains("DEVICE_ADD");
        assertThat(trail("rc_")).isEmpty();
        assertThat(trail(secret)).isEmpty();
    }

    @Test
    void refusedAccess_isEnteredOnceAMinute() {
        String reader = "Bearer " + receiver.token(Role.READER, "curious");
        for (int each = 0; each < 5; each++) {
            receiver.get("/api/audit", "Authorization", reader);
        }

        assertThat(trail("'curious'"))
                .filteredOn(entry -> entry.contains("ACCESS"))
                .singleElement()
                .asString()
                .contains("ACCESS GET /api/audit REFUSED");
    }

    @Test
    void names_cannotForgeEntries() {
        receiver.token(Role.READER, "x\r\n2026-11-23 root LOGIN DONE");

        assertThat(trail("root LOGIN")).singleElement().asString().contains("TOKEN_ADD x\r\n2026");
        assertThat(receiver.get("/api/audit?limit=1000", "Authorization", admin).body())
                .contains("x\\r\\n2026")
                .doesNotContain("x\r\n2026");
    }
}
