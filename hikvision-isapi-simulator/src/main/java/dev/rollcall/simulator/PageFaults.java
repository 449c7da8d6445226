package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Wrong pages of an AcsEvent search. Each waits for the next search that passes authentication. */
public final class PageFaults {
    private PageFaults() {}

    /** responseStatusStrg MORE without a single row; with {@link Fault#forever} a client must stop by itself. */
    public static Fault moreWithoutRows() {
        return Fault.moreWithoutRows();
    }

    /** The rows of the previous page again, whatever position was asked for. */
    public static Fault repeatedPage() {
        return Fault.repeatPage();
    }

    /** The page begins so many rows before the position asked for: rows that came already, over the edge of a page. */
    public static Fault shiftedPage(int rows) {
        return new Fault.ShiftedPage(rows);
    }

    /** The last so many rows are missing while numOfMatches still counts them. */
    public static Fault shortPage(int missing) {
        return FormatFaults.page("short page", rows -> {
            for (int i = 0; i < missing && !rows.isEmpty(); i++) {
                rows.remove(rows.size() - 1);
            }
        });
    }

    /** The rows of this page in reverse. */
    public static Fault unorderedPage() {
        return FormatFaults.page("unordered page", rows -> {
            List<JsonNode> turned = new ArrayList<>();
            rows.forEach(turned::add);
            Collections.reverse(turned);
            rows.removeAll().addAll(turned);
        });
    }

    /** totalMatches is off by this much, as when it changes from page to page. */
    public static Fault totalChanged(int by) {
        return head(
                "total changed",
                head -> head.put("totalMatches", head.path("totalMatches").asInt() + by));
    }

    /** numOfMatches is off by this much. */
    public static Fault countChanged(int by) {
        return head(
                "count changed",
                head -> head.put("numOfMatches", head.path("numOfMatches").asInt() + by));
    }

    /** Another responseStatusStrg, known or not. */
    public static Fault statusText(String text) {
        return head("status text " + text, head -> head.put("responseStatusStrg", text));
    }

    /** The search is not remembered any more: NO MATCH, as if nothing had ever matched (assumed). */
    public static Fault searchForgotten() {
        return head("search forgotten", head -> {
            head.put("responseStatusStrg", "NO MATCH").put("numOfMatches", 0).put("totalMatches", 0);
            head.remove("InfoList");
        });
    }

    /** So many doors open and close between the request and the answer. */
    public static Fault eventsAppear(int count) {
        return Fault.meanwhile(device -> {
                    for (int i = 0; i < count; i++) {
                        device.door(i % 2 == 0 ? 21 : 22);
                    }
                })
                .onPath("/AcsEvent");
    }

    private static Fault head(String what, Consumer<ObjectNode> edit) {
        return new AnswerChange(
                what,
                AcsEventSearch.PATH,
                answer -> FormatFaults.withText(
                        answer,
                        body -> FormatFaults.edited(body, tree -> {
                            if (tree.get("AcsEvent") instanceof ObjectNode head) {
                                edit.accept(head);
                            }
                        })));
    }
}
