package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Serves a captured page in the place of the event log. */
final class ReplayEndpoint implements Endpoint {
    private final ReplayedPage page;

    ReplayEndpoint(ReplayedPage page) {
        this.page = page;
    }

    @Override
    public String path() {
        return AcsEventSearch.PATH;
    }

    @Override
    public Answer answer(Request request) {
        int position = CJson.parse(request.body())
                .map(body ->
                        body.path("AcsEventCond").path("searchResultPosition").asInt(0))
                .orElse(0);
        return position == 0 ? page.answer() : Answer.json(200, noMatch());
    }

    private static ObjectNode noMatch() {
        ObjectNode root = CJson.object();
        root.putObject("AcsEvent")
                .put("responseStatusStrg", "NO MATCH")
                .put("numOfMatches", 0)
                .put("totalMatches", 0);
        return root;
    }
}
