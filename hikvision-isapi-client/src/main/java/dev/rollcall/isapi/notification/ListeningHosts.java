package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.NotificationEndpoints;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import dev.rollcall.isapi.notification.HostChange.Refused;
import dev.rollcall.isapi.notification.HostChange.Refused.Why;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads, changes one slot, and reads back. Slots of others are sent back as they were read, if they are sent at all. */
final class ListeningHosts {

    private static final Logger LOG = LoggerFactory.getLogger(ListeningHosts.class);
    private static final MediaType XML = MediaType.get("application/xml; charset=UTF-8");
    private static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");

    private final DeviceConnection connection;
    private final NotificationEndpoints endpoints;

    /** Whether this firmware refuses to change a slot by itself. */
    private volatile boolean wholeListOnly;

    ListeningHosts(DeviceConnection connection, NotificationEndpoints endpoints) {
        this.connection = connection;
        this.endpoints = endpoints;
    }

    HostsDocument read() {
        return HostsDocument.read(connection.exchange(endpoints.hosts()));
    }

    HostsDocument read(String id) {
        return HostsDocument.read(connection.exchange(endpoints.host(id)));
    }

    HostChange install(ListenerTarget target, HostSlot slot, ReplaceForeign consent, boolean always) {
        String objection = limits().objection(target);
        if (objection != null) {
            return new Refused(Why.TARGET_IMPOSSIBLE, "the device cannot post there: " + objection, List.of());
        }
        HostsDocument before = read();
        SlotChoice choice = SlotChoice.of(before.hosts(), slot, target, consent);
        if (choice.host() == null) {
            return Objects.requireNonNull(choice.refused(), "refused");
        }
        ListeningHost host = choice.host();
        if (!always && HostFields.differences(target, host).isEmpty()) {
            return new HostChange.Done(host, List.of(), false);
        }
        return change(before, host, HostFields.of(target, host, choice.ours()), target);
    }

    HostChange clear(HostSlot slot) {
        HostsDocument before = read();
        ListeningHost host = SlotChoice.owned(before.hosts(), slot);
        if (host == null) {
            return new Refused(
                    Why.NO_SUCH_SLOT, "no slot of the device is ours, so there is nothing to clear", List.of());
        }
        return host.free()
                ? new HostChange.Done(host, List.of(), false)
                : change(before, host, HostFields.nobody(host), null);
    }

    HostTestResult test(String id) {
        HostsDocument slot = read(id);
        if (slot.hosts().isEmpty()) {
            throw new IllegalArgumentException("the device has no slot " + id);
        }
        byte[] body = slot.alone(slot.hosts().get(0).raw().toByteArray());
        Answer answer = connection.exchange(endpoints.testHost(id, typed(slot, body)));
        Fields fields = answer.fields("HttpHostTestResult");
        return new HostTestResult(
                fields.text("errorDescription"),
                fields.othersAsText(Set.of("errorDescription")),
                RawBytes.of(answer.body()));
    }

    private HostChange change(
            HostsDocument before,
            ListeningHost host,
            Map<String, Optional<String>> values,
            @Nullable ListenerTarget target) {
        send(before, host, slotWith(host, values));
        HostsDocument after = read();
        ListeningHost kept = after.byId(host.id());
        if (kept == null) {
            throw after.unexpected("slot " + host.id() + " is gone after it was changed");
        }
        List<HostChange.Difference> differences =
                new ArrayList<>(target == null ? HostFields.notCleared(kept) : HostFields.differences(target, kept));
        differences.addAll(HostFields.foreignChanges(before, after, host.id()));
        LOG.info(
                "{} listening host {} was changed; {} fields are not as asked",
                connection,
                host.id(),
                differences.size());
        return new HostChange.Done(kept, differences, true);
    }

    private static byte[] slotWith(ListeningHost host, Map<String, Optional<String>> values) {
        try {
            return SlotMarkup.changed(host.raw().toByteArray(), new LinkedHashMap<>(values));
        } catch (UnreadableBodyException e) {
            throw new IllegalStateException("slot " + host.id() + " was read and cannot be written", e);
        }
    }

    /** One slot where the firmware lets us, so that nothing of others is sent; else the whole list. */
    private void send(HostsDocument before, ListeningHost host, byte[] slot) {
        if (!wholeListOnly) {
            try {
                accepted(connection.exchange(endpoints.putHost(host.id(), typed(before, before.alone(slot)))));
                return;
            } catch (IsapiException.Unsupported alone) {
                LOG.debug("{} takes the whole list only", connection, alone);
                wholeListOnly = true;
            }
        }
        try {
            accepted(connection.exchange(endpoints.putHosts(typed(before, before.with(host, slot)))));
        } catch (IsapiException.InvalidRequest refused) {
            throw explained(refused, before, host);
        }
    }

    /** Some firmware refuses a list because of an empty field in a slot of somebody else, which it printed itself. */
    private static IsapiException explained(
            IsapiException.InvalidRequest refused, HostsDocument before, ListeningHost ours) {
        List<String> holes = HostFields.emptyForeignFields(before, ours.id());
        if (holes.isEmpty()) {
            return refused;
        }
        IsapiException.InvalidRequest explained = new IsapiException.InvalidRequest(
                new IsapiException.Origin(
                        refused.device(),
                        refused.path(),
                        refused.httpStatus(),
                        refused.subStatusCode(),
                        refused.errorMsg()),
                "the device takes the whole list only, and refuses what it printed itself: " + String.join(", ", holes)
                        + (holes.size() == 1 ? " is" : " are")
                        + " empty in slots that are not ours and were sent back unchanged (as on DS-K1A8503MF V1.4.0)."
                        + " Fill or reset those slots on the device's own page, then try again");
        explained.addSuppressed(refused);
        return explained;
    }

    private ListenerLimits limits() {
        try {
            return ListenerLimits.of(capabilities());
        } catch (IsapiException.Unsupported
                | IsapiException.UnexpectedResponse
                | IsapiException.InvalidRequest silent) {
            LOG.debug("{} says nothing of its listening hosts", connection, silent);
            return ListenerLimits.ofModel(connection
                    .exchange(endpoints.deviceInfo())
                    .fields("DeviceInfo")
                    .text("model"));
        }
    }

    ListeningHostCapabilities capabilities() {
        return HostCapabilitiesReading.read(connection.exchange(endpoints.hostCapabilities()));
    }

    /** An empty answer is a yes, too. */
    static void accepted(Answer answer) {
        boolean said = BodyReader.contentStart(answer.body()) < answer.body().length;
        if (said) {
            answer.document();
        }
    }

    private static RequestBody typed(HostsDocument like, byte[] body) {
        return RequestBody.create(body, like.isJson() ? JSON : XML);
    }
}
