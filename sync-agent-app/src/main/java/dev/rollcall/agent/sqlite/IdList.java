package dev.rollcall.agent.sqlite;

import java.util.List;

/** Many ids as one value of a statement, for {@code json_each}: a statement for any number of them. */
final class IdList {

    private IdList() {}

    /**
     * Writes ids as a JSON array.
     *
     * @param ids hexadecimal, so that nothing needs escaping; one that is not is left out, since no event has it
     */
    static String of(List<String> ids) {
        StringBuilder text = new StringBuilder("[");
        for (String id : ids) {
            if (isHexadecimal(id)) {
                text.append(text.length() == 1 ? "\"" : ",\"").append(id).append('"');
            }
        }
        return text.append(']').toString();
    }

    private static boolean isHexadecimal(String id) {
        return id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
