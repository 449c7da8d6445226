package dev.rollcall.receiver.web;

import dev.rollcall.receiver.devicepull.DevicePull;
import dev.rollcall.receiver.devicepull.PullException;
import dev.rollcall.receiver.devicepull.PullRequest;
import dev.rollcall.receiver.devicepull.PullTally;
import dev.rollcall.receiver.security.Grant;
import dev.rollcall.receiver.store.StorableTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers the original system's request to fetch from a terminal, in the shapes that system had. */
@Component
final class DevicePullAnswers {

    private static final int HTTP_PORT = 80;
    private static final int LAST_PORT = 65535;

    private final DevicePull pull;
    private final ExchangeJson json;

    DevicePullAnswers(DevicePull pull, ExchangeJson json) {
        this.pull = pull;
        this.json = json;
    }

    ResponseEntity<byte[]> answer(BackupSyncBody body, Grant grant) {
        if (pull.isOff()) {
            throw new ProblemException(Problems.devicePullOff());
        }
        try {
            PullTally tally = pull.pull(request(body), grant.name(), grant::maySpeakFor);
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.write(fields(tally)));
        } catch (PullException failed) {
            throw new ProblemException(
                    switch (failed.reason()) {
                        case NOT_ALLOWED -> Problems.devicePullNotAllowed(failed.getMessage());
                        case BUSY -> Problems.devicePullBusy(failed.getMessage());
                        case DEVICE -> Problems.devicePullFailed(failed.getMessage());
                    });
        }
    }

    private static PullRequest request(BackupSyncBody body) {
        body.missingPullFields().refuse();
        Instant from = instant("startTime", body.startTime());
        Instant to = instant("endTime", body.endTime());
        if (to.isBefore(from)) {
            throw new ProblemException(Problems.invalidField("endTime", "it is before startTime"));
        }
        return new PullRequest(
                Objects.requireNonNull(body.deviceIp()),
                port(body.devicePort()),
                Objects.requireNonNull(body.deviceUsername()),
                Objects.requireNonNull(body.devicePassword()),
                from,
                to);
    }

    private static int port(@Nullable Integer port) {
        if (port == null) {
            return HTTP_PORT;
        }
        if (port < 1 || port > LAST_PORT) {
            throw new ProblemException(
                    Problems.invalidField("devicePort", "a port is a number from 1 to " + LAST_PORT));
        }
        return port;
    }

    private static Instant instant(String field, @Nullable String text) {
        try {
            return StorableTime.checked(
                    OffsetDateTime.parse(Objects.requireNonNull(text)).toInstant());
        } catch (DateTimeException unreadable) {
            throw new ProblemException(
                    Problems.invalidField(field, "it is no time with offset; write it like 2026-11-23T04:00:00.000Z"));
        }
    }

    private static Map<String, Object> fields(PullTally tally) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("success", true);
        fields.put("recordsFetched", tally.fetched());
        fields.put("recordsProcessed", tally.stored());
        fields.put("recordsFailed", tally.failed());
        fields.put("errors", tally.errors());
        fields.put("recordsKnown", tally.known());
        fields.put("recordsIgnored", tally.ignored());
        fields.put("complete", tally.ended());
        if (!tally.ended()) {
            fields.put("message", "Fetching goes on in the background; these are the counts so far.");
        }
        return fields;
    }
}
