package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.DeviceDocument;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.Leaves;
import dev.rollcall.isapi.internal.NotificationEndpoints;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/**
 * How a device tells of events by itself: the addresses it posts to, and streams that stay open. Thread-safe; each method is one or a
 * few blocking requests.
 *
 * <p>None of this replaces searching: terminals accept an address and never post to it, forget it on a restart, or stream to one
 * listener only.
 */
public final class NotificationApi {

    private static final MediaType XML = MediaType.get("application/xml; charset=UTF-8");

    private final DeviceConnection connection;
    private final NotificationEndpoints endpoints;
    private final ListeningHosts hosts;

    /** Not for callers: use {@link dev.rollcall.isapi.IsapiClient#notification()}. */
    public NotificationApi(DeviceConnection connection) {
        this.connection = connection;
        this.endpoints = connection.endpoints(NotificationEndpoints.class);
        this.hosts = new ListeningHosts(connection, endpoints);
    }

    /**
     * All slots, those of other systems included.
     *
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public List<ListeningHost> listeningHosts() {
        return hosts.read().hosts();
    }

    /**
     * One slot.
     *
     * @param id its number
     * @return empty if the device shows none under that number
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public Optional<ListeningHost> listeningHost(String id) {
        return hosts.read(id).hosts().stream().findFirst();
    }

    /**
     * What the device says of its slots.
     *
     * @throws dev.rollcall.isapi.IsapiException.Unsupported if it says nothing (DS-K1A340FWX V1.2.7)
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public ListeningHostCapabilities listeningHostCapabilities() {
        return hosts.capabilities();
    }

    /**
     * Makes a device post its events to {@code target}: chooses the slot, checks that the device can reach such an address, changes
     * that slot only, and reads back what was kept. Nothing is sent if it is so already. Slots of other systems are not
     * touched; where the firmware takes the whole list only, they are sent back byte for byte.
     *
     * @return {@link HostChange.Done} with what differs, or {@link HostChange.Refused} with the reason; neither says that events
     *     will come
     * @throws dev.rollcall.isapi.IsapiException.InvalidRequest if the device refuses the change, with what to do about it
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public HostChange installListeningHost(ListenerTarget target, HostSlot slot, ReplaceForeign consent) {
        return hosts.install(target, slot, consent, false);
    }

    /**
     * As {@link #installListeningHost}, without ever replacing a foreign address, and sent also if the slot says so already: after a
     * restart a DS-K1T502 shows its listening host and posts nothing until it is configured once more.
     *
     * @return {@link HostChange.Done} with what differs, or {@link HostChange.Refused} with the reason
     * @throws dev.rollcall.isapi.IsapiException.InvalidRequest if the device refuses the change, with what to do about it
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public HostChange renewListeningHost(ListenerTarget target, HostSlot slot) {
        return hosts.install(target, slot, ReplaceForeign.NEVER, true);
    }

    /**
     * Frees our slot: nothing is posted any more.
     *
     * @param slot ours by its number, whatever it holds, or by the token in its url
     * @return {@link HostChange.Refused} if no slot is ours
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public HostChange clearListeningHost(HostSlot slot) {
        return hosts.clear(slot);
    }

    /**
     * Lets the device try to reach the listener of a slot.
     *
     * @throws dev.rollcall.isapi.IsapiException.Unsupported if this firmware cannot (DS-K1T341BM V3.7.80, DS-K1A340FWX V1.2.7)
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public HostTestResult testListeningHost(String id) {
        return hosts.test(id);
    }

    /** Everything the device tells, from now on; see {@link #alertStream(StreamTimeouts)}. */
    public EventStream alertStream() {
        return alertStream(StreamTimeouts.DEFAULT);
    }

    /**
     * Everything the device tells, from now on, and before that perhaps everything it still holds: terminals replay their log
     * on every connect ({@link StreamItem.Notified#replayed()}).
     *
     * @throws dev.rollcall.isapi.IsapiException.Unavailable if all places for listeners are taken: wait {@code advisedWait()}, then
     *     by {@link StreamBackoff}; also after two openings in a row without any answer, until {@code withheldUntil()}: other calls
     *     go on meanwhile if the device has accepted the password before
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public EventStream alertStream(StreamTimeouts timeouts) {
        return EventStream.reading(connection.open(endpoints.alertStream(), timeouts.opening(), timeouts.silence()));
    }

    /** A stream of what was chosen; see {@link #subscribe(Subscription, StreamTimeouts)}. */
    public EventStream subscribe(Subscription subscription) {
        return subscribe(subscription, StreamTimeouts.DEFAULT);
    }

    /**
     * The same kind of stream with what was chosen. It takes a listener's place as well.
     *
     * @throws dev.rollcall.isapi.IsapiException.Unsupported if this firmware has no subscriptions: use {@link #alertStream()}
     * @throws dev.rollcall.isapi.IsapiException as {@link #alertStream(StreamTimeouts)}
     */
    public EventStream subscribe(Subscription subscription, StreamTimeouts timeouts) {
        RequestBody body = RequestBody.create(subscription.xml().getBytes(StandardCharsets.UTF_8), XML);
        return EventStream.reading(connection.open(endpoints.subscribe(body), timeouts.opening(), timeouts.silence()));
    }

    /**
     * What can be subscribed to: the range of the heartbeat, the modes, the event types and their minor types, by name. A hint: some
     * claims are untrue. Minor types are printed in hexadecimal (DS-K1A340FWX V1.2.7).
     *
     * @throws dev.rollcall.isapi.IsapiException.Unsupported if this firmware has no subscriptions: use {@link #alertStream()}
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public DeviceDocument subscriptionCapabilities() {
        return Leaves.document(connection.exchange(endpoints.subscriptionCapabilities()));
    }

    /**
     * Ends a subscription whose stream broke, so that its place is free at once.
     *
     * @param id from {@link StreamItem.Subscribed}
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public void unsubscribe(String id) {
        ListeningHosts.accepted(connection.exchange(endpoints.unsubscribe(id, RequestBody.create(new byte[0], null))));
    }
}
