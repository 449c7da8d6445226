package dev.rollcall.isapi.person;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.isapi.internal.Fields;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * How one kind of record is searched.
 *
 * @param conditionRoot name of the object that holds the condition; null: it stands at the top
 * @param answerRoot name of the object that holds the answer; null: it stands at the top
 * @param list name of the list in the answer
 * @param whom puts into a condition whom to search
 * @param endpoint makes a request of a condition
 * @param reading makes a record of a row; null if what makes it one is missing
 * @param wanted whether the query wants a record
 */
record PersonSearch<T>(
        @Nullable String conditionRoot,
        @Nullable String answerRoot,
        String list,
        BiConsumer<ObjectNode, List<String>> whom,
        Function<JsonNode, Call<ResponseBody>> endpoint,
        Function<Fields, @Nullable T> reading,
        Predicate<T> wanted) {

    /** Names people in a list, or nobody. */
    static void inList(ObjectNode condition, List<String> employeeNos) {
        if (!employeeNos.isEmpty()) {
            ArrayNode people = condition.putArray("EmployeeNoList");
            employeeNos.forEach(one -> people.addObject().put("employeeNo", one));
        }
    }

    /** Names the library that terminals keep faces in, and one person of it, or nobody. */
    static void inFaceLibrary(ObjectNode condition, List<String> employeeNos) {
        condition.put("faceLibType", "blackFD");
        condition.put("FDID", "1");
        employeeNos.stream().findFirst().ifPresent(one -> condition.put("FPID", one));
    }

    /** The search ID is a text: DS-K1T8003MF V1.3.37 refuses a number. */
    JsonNode condition(PersonQuery query, String searchId, int position, int rows) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode condition = conditionRoot == null ? root : root.putObject(conditionRoot);
        condition.put("searchID", searchId);
        condition.put("searchResultPosition", position);
        condition.put("maxResults", rows);
        whom.accept(condition, query.employeeNos());
        return root;
    }
}
