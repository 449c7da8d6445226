package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * POST UserInfo/Search and CardInfo/Search: a list page by page, optionally of some employees only. An answer without rows
 * leaves the list out (DS-K1A340FWX V1.2.7) unless the profile says otherwise.
 */
final class PeopleSearch implements Endpoint {
    private static final int MAX_POSITION = 1_000_000;

    private final String path;
    private final Kind kind;
    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final Function<Person, List<ObjectNode>> rows;

    PeopleSearch(
            String path,
            Kind kind,
            SimulatedDevice device,
            FirmwareProfile profile,
            Function<Person, List<ObjectNode>> rows) {
        this.path = path;
        this.kind = kind;
        this.device = device;
        this.profile = profile;
        this.rows = rows;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.method().equals("POST")) {
            return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).inFormatOf(request);
        }
        try {
            ObjectNode condition = ConditionReader.root(request.body(), kind.condition);
            JsonNode searchId = condition.path("searchID");
            if (!searchId.isTextual()) {
                throw new ConditionReader.Refused(
                        searchId.isMissingNode()
                                ? Refusal.parametersLack("searchID")
                                : Refusal.badParameters("searchID"));
            }
            ObjectNode root = CJson.object();
            ObjectNode page = root.putObject(kind.result).put("searchID", searchId.textValue());
            fill(page, condition, found(condition), kind.list, profile);
            return Answer.json(200, root);
        } catch (ConditionReader.Refused e) {
            return e.refusal().json();
        }
    }

    private List<ObjectNode> found(ObjectNode condition) {
        Set<String> wanted = new HashSet<>();
        condition
                .path("EmployeeNoList")
                .forEach(one -> wanted.add(one.path("employeeNo").asText()));
        return device.people().stream()
                .filter(person -> wanted.isEmpty() || wanted.contains(person.employeeNo()))
                .flatMap(person -> rows.apply(person).stream())
                .toList();
    }

    /** Puts the rows a condition asks for under the page, with status and numbers. */
    static void fill(
            ObjectNode page, ObjectNode condition, List<ObjectNode> found, String list, FirmwareProfile profile)
            throws ConditionReader.Refused {
        int position = ConditionReader.number(condition, "searchResultPosition", 0, MAX_POSITION);
        int limit = profile.get(PeopleTraits.PAGE_LIMIT);
        int asked = ConditionReader.number(condition, "maxResults", 1, Integer.MAX_VALUE);
        if (asked > limit && profile.get(PeopleTraits.OVER_LIMIT) == FirmwareProfile.OverLimit.REFUSE) {
            throw new ConditionReader.Refused(Refusal.badParameters("maxResults"));
        }
        int from = Math.min(position, found.size());
        int to = Math.min(from + Math.min(asked, limit), found.size());
        page.put("responseStatusStrg", to < found.size() ? "MORE" : from == to ? "NO MATCH" : "OK");
        page.put("numOfMatches", to - from);
        page.put("totalMatches", found.size());
        if (from < to || !profile.get(PeopleTraits.EMPTY_LIST_LEFT_OUT)) {
            ArrayNode rows = page.putArray(list);
            found.subList(from, to).forEach(rows::add);
        }
    }

    /** The names of a search: root of the request, root of the answer, its list. */
    record Kind(String condition, String result, String list) {}
}
