package dev.rollcall.isapi.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.isapi.DeviceDocument;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.AccessEndpoints;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.DevicePath;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.ImageBytes;
import dev.rollcall.isapi.internal.JsonTree;
import dev.rollcall.isapi.internal.Leaves;

/**
 * The events a terminal still holds, and its doors. Thread-safe. Every method but {@link #events} is one blocking request, and
 * throws {@link IsapiException} as every call; its subclass says what to do next.
 */
public final class AccessApi {

    private final DeviceConnection connection;
    private final AccessEndpoints endpoints;
    private final EventHabits habits = new EventHabits();

    /** Not for callers: use {@link dev.rollcall.isapi.IsapiClient#access()}. */
    public AccessApi(DeviceConnection connection) {
        this.connection = connection;
        this.endpoints = connection.endpoints(AccessEndpoints.class);
    }

    /**
     * What the terminal's event search can do. Later searches of this client keep to the page size and the largest position it
     * tells.
     *
     * @throws IsapiException.Unsupported if the firmware does not tell; search with the defaults then
     */
    public EventCapabilities eventCapabilities() {
        EventCapabilities told = CapabilitiesReading.of(connection.exchange(endpoints.eventCapabilities()));
        Integer rows = told.maxResults();
        if (rows != null && rows > 0 && rows < Math.min(EventQuery.MAX_PAGE_SIZE, connection.rowLimit())) {
            connection.rememberRowLimit(rows);
        }
        habits.rememberMaxPosition(told.maxSearchPosition());
        return told;
    }

    /** A new search. Nothing is sent before the first page is asked for. */
    public EventPages events(EventQuery query) {
        return new EventPages(connection, endpoints, query, habits);
    }

    /**
     * How many events the terminal holds for the query. Firmware that ignores the query's filter counts everybody's. Where
     * group 0 is refused, one request per group.
     *
     * @throws IsapiException.Unsupported if the firmware cannot count; that is no agreement, say so
     */
    public long countEvents(EventQuery query) {
        boolean splits = query.major() == 0 && query.splitRefusedGroups();
        if (!splits || !habits.refusesGroupZero()) {
            try {
                return count(query, query.major());
            } catch (IsapiException.InvalidRequest e) {
                if (!splits || !EventLeg.blames(e, "major")) {
                    throw e;
                }
                habits.rememberRefusedGroupZero();
            }
        }
        long sum = 0;
        for (int major : EventPages.GROUPS) {
            sum += countIfKnown(query, major);
        }
        return sum;
    }

    /**
     * The picture of an event, as JPEG or PNG bytes. It is fetched from this very device, whatever host the event names, since that
     * may be an old address. Never called on its own: pictures are personal.
     *
     * @throws IllegalArgumentException if the event names no picture
     * @throws IsapiException.UnexpectedResponse if what came is no picture
     */
    public RawBytes picture(EventRecord event) {
        String url = event.pictureUrl();
        if (url == null) {
            throw new IllegalArgumentException("event " + event.serialNo() + " names no picture");
        }
        Answer answer = connection.exchange(endpoints.picture(DevicePath.of(url)));
        byte[] body = answer.body();
        if (!ImageBytes.isPicture(null, body, 0, body.length)) {
            if (body.length > 0) {
                answer.document();
            }
            throw answer.unexpected("it is no picture", null);
        }
        return RawBytes.of(body);
    }

    /** What the device does with old events. */
    public EventStorage eventStorage() {
        Answer answer = connection.exchange(endpoints.eventStorage());
        EventStorage storage = EventStorage.of(answer.fields("EventStorageCfg"));
        if (storage == null) {
            throw answer.unexpected("EventStorageCfg.mode is missing", null);
        }
        return storage;
    }

    /**
     * Sets what the device does with old events; change what {@link #eventStorage()} returned, so that fields nobody here knows
     * go back with it. Any mode but {@code cycle} makes the device delete events by itself.
     *
     * @return whether the device asks for a restart before it counts
     * @throws IsapiException.InvalidRequest naming the field the device does not take
     */
    public boolean putEventStorage(EventStorage storage) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode fields = root.putObject("EventStorageCfg");
        JsonTree.putAll(fields, storage.otherFields());
        fields.put("mode", storage.mode());
        if (storage.checkTime() != null) {
            fields.put("checkTime", storage.checkTime());
        }
        if (storage.period() != null) {
            fields.put("period", storage.period());
        }
        return connection.exchange(endpoints.putEventStorage(root)).done();
    }

    /** Whether the device merges events that belong together. */
    public EventOptimization eventOptimization() {
        return EventOptimization.of(
                connection.exchange(endpoints.eventOptimization()).fields("EventOptimizationCfg"));
    }

    /** What the terminal shows, stores and sends of people. */
    public TerminalSettings settings() {
        return TerminalSettings.of(connection.exchange(endpoints.settings()).fields("AcsCfg"));
    }

    /** How doors and readers are now: a cheap question to ask whether the device is well. */
    public WorkStatus workStatus() {
        return WorkStatus.of(connection.exchange(endpoints.workStatus()).fields("AcsWorkStatus"));
    }

    /**
     * A reader, counted from 1.
     *
     * @throws IsapiException.Unsupported if there is none of that number
     */
    public CardReader cardReader(int number) {
        return CardReader.of(connection.exchange(endpoints.cardReader(number)).fields("CardReaderCfg"));
    }

    /** What the device claims of access control, as flags like {@code isSupportUserInfo}. Flags are hints: some are untrue. */
    public DeviceDocument capabilities() {
        return Leaves.document(connection.exchange(endpoints.capabilities()));
    }

    /** A group that the firmware does not know holds no events; access events it has to know. */
    private long countIfKnown(EventQuery query, int major) {
        try {
            return count(query, major);
        } catch (IsapiException.InvalidRequest e) {
            if (major == EventPages.ACCESS_EVENTS || !EventLeg.blames(e, "major")) {
                throw e;
            }
            return 0;
        }
    }

    private long count(EventQuery query, int major) {
        JsonNode condition = new SearchCondition(query, major, false).count();
        Answer answer = connection.exchange(endpoints.countEvents(condition));
        Fields total = new Fields(answer.document().fields()).nested("AcsEventTotalNum");
        Long number = total == null ? null : total.whole("totalNum");
        if (number == null || number < 0) {
            throw answer.unexpected("AcsEventTotalNum.totalNum is missing", null);
        }
        return number;
    }
}
