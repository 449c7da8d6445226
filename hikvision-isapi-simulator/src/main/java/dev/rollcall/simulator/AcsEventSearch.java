package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** POST /ISAPI/AccessControl/AcsEvent?format=json: the event log page by page, in the order of time. */
final class AcsEventSearch implements Endpoint {
    static final String PATH = "/ISAPI/AccessControl/AcsEvent";

    private final Object lock = new Object();
    private final EventLog events;
    private final DeviceMemory memory;
    private final FirmwareProfile profile;
    private final ConditionReader reader;
    private final EventRow row;
    private final SearchBook searches;
    private @Nullable Found latest;
    private int latestPosition;

    AcsEventSearch(SimulatedDevice device, FirmwareProfile profile) {
        this.events = device.eventLog();
        this.memory = device.memory();
        this.profile = profile;
        this.reader = new ConditionReader(device, profile);
        this.row = new EventRow(device, profile);
        this.searches = new SearchBook(device.clock(), profile);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Answer answer(Request request) {
        if (!profile.get(SearchTraits.SUPPORTED)) {
            return Refusal.notSupport(profile.notSupportStatus()).inFormatOf(request);
        } else if (!request.method().equals("POST")) {
            return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).inFormatOf(request);
        }
        try {
            ObjectNode node = ConditionReader.root(request.body(), "AcsEventCond");
            String searchId = searchId(node);
            int position = ConditionReader.number(node, "searchResultPosition", 0, profile.maxPosition());
            int rows = rows(node);
            SearchCondition condition = reader.condition(node);
            boolean reverse = profile.reverseOrderHonoured()
                    && node.path("timeReverseOrder").asBoolean(false);
            boolean remembered = searches.remembers(searchId, position);
            if (!remembered && profile.get(SearchTraits.FORGOTTEN_SEARCH) == SearchTraits.ForgottenSearch.REFUSED) {
                return Refusal.badParameters("searchID").json();
            }
            List<SimulatedEvent> found =
                    !remembered && profile.get(SearchTraits.FORGOTTEN_SEARCH) == SearchTraits.ForgottenSearch.NO_MATCH
                            ? List.of()
                            : found(condition, reverse);
            return Answer.json(200, page(searchId, found, asked(position, request.fault()), rows, request.fault()));
        } catch (ConditionReader.Refused e) {
            return e.refusal().json();
        }
    }

    private static String searchId(ObjectNode node) throws ConditionReader.Refused {
        JsonNode value = node.get("searchID");
        if (value == null) {
            throw new ConditionReader.Refused(Refusal.parametersLack("searchID"));
        } else if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > 64) {
            throw new ConditionReader.Refused(Refusal.badParameters("searchID"));
        }
        return value.textValue();
    }

    private int rows(ObjectNode node) throws ConditionReader.Refused {
        int wanted = ConditionReader.number(node, "maxResults", 1, Integer.MAX_VALUE);
        if (wanted > profile.pageLimit() && profile.overLimit() == FirmwareProfile.OverLimit.REFUSE) {
            throw new ConditionReader.Refused(Refusal.badParameters("maxResults"));
        }
        return Math.min(wanted, profile.pageLimit());
    }

    /** The matching events; kept until the log or the condition changes, because paging asks the same again. */
    private List<SimulatedEvent> found(SearchCondition condition, boolean reverse) {
        memory.sweep();
        synchronized (lock) {
            long version = events.version();
            Found known = latest;
            if (known == null || !known.isOf(condition, reverse, version)) {
                List<SimulatedEvent> matching = new ArrayList<>(condition.matches(
                        profile.get(SearchTraits.ROW_ORDER) == SearchTraits.RowOrder.AS_LOGGED
                                ? events.inOrder()
                                : events.inTimeOrder()));
                if (reverse) {
                    Collections.reverse(matching);
                }
                known = new Found(condition, reverse, version, List.copyOf(matching));
                latest = known;
            }
            return known.events;
        }
    }

    private int asked(int position, @Nullable Fault fault) {
        synchronized (lock) {
            if (!(fault instanceof Fault.RepeatPage)) {
                latestPosition =
                        fault instanceof Fault.ShiftedPage shifted ? Math.max(0, position - shifted.rows()) : position;
            }
            return latestPosition;
        }
    }

    private ObjectNode page(
            String searchId, List<SimulatedEvent> found, int position, int rows, @Nullable Fault fault) {
        boolean rowsLost = fault instanceof Fault.MoreWithoutRows;
        int from = Math.min(position, found.size());
        int to = rowsLost ? from : Math.min(from + rows, found.size());
        String status =
                rowsLost || to < found.size() ? "MORE" : from == to ? profile.get(SearchTraits.NO_MATCH_TEXT) : "OK";
        List<SimulatedEvent> shown = found.subList(from, to);

        ObjectNode root = CJson.object();
        ObjectNode page = root.putObject("AcsEvent");
        if (shown.isEmpty() && !rowsLost && profile.emptyAnswer() == FirmwareProfile.EmptyAnswer.BARE) {
            page.put("responseStatusStrg", status);
            total(page, found.size());
            return root;
        }
        page.put("searchID", searchId);
        boolean totalFirst = profile.get(SearchTraits.TOTAL_FIRST);
        if (totalFirst) {
            total(page, found.size());
        }
        page.put("responseStatusStrg", status);
        page.put("numOfMatches", shown.size());
        if (!totalFirst) {
            total(page, found.size());
        }
        if (!shown.isEmpty() || profile.emptyAnswer() == FirmwareProfile.EmptyAnswer.EMPTY_LIST) {
            ArrayNode list = page.putArray("InfoList");
            ordered(shown).forEach(event -> list.add(row.of(event)));
        }
        return root;
    }

    private void total(ObjectNode page, int matches) {
        switch (profile.get(SearchTraits.TOTAL)) {
            case ALL -> page.put("totalMatches", matches);
            case ZERO -> page.put("totalMatches", 0);
            case MISSING -> {}
        }
    }

    /** Mixed the same way every time, since a repeated page is the same page. */
    private List<SimulatedEvent> ordered(List<SimulatedEvent> shown) {
        if (profile.get(SearchTraits.ROW_ORDER) != SearchTraits.RowOrder.MIXED_WITHIN_PAGE) {
            return shown;
        }
        List<SimulatedEvent> mixed = new ArrayList<>(shown);
        Collections.shuffle(mixed, new Random(shown.size()));
        return mixed;
    }

    /** The result of one search. */
    private record Found(SearchCondition condition, boolean reverse, long version, List<SimulatedEvent> events) {
        boolean isOf(SearchCondition other, boolean otherReverse, long otherVersion) {
            return version == otherVersion && reverse == otherReverse && condition.equals(other);
        }
    }
}
