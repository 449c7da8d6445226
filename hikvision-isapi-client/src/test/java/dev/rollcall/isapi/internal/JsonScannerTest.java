package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.internal.JsonScanner.Listing;
import dev.rollcall.isapi.internal.JsonScanner.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static final String PAGE = """
            {"a":[{"AcsEvent":1}],"AcsEvent": {"searchID":"}]", "InfoList":[ {"n":"\\"}"} ,{"n":[2]}, 3 ],"more":{"x":[]}} , "z":{}}""";

    @Test
    void listing_isTheListAndItsObject() throws Exception {
        Listing found = listing(PAGE, "AcsEvent");

        assertThat(texts(PAGE, found.elements())).containsExactly("{\"n\":\"\\\"}\"}", "{\"n\":[2]}", "3");
        assertThat(text(PAGE, found.object())).startsWith("{\"searchID\"").endsWith("\"more\":{\"x\":[]}}");
        assertThat(text(PAGE, found.list())).startsWith("[ {").endsWith("3 ]");
    }

    @Test
    void listing_withoutRoot_isInTheObjectItself() throws Exception {
        String page = " {\"InfoList\":[1,2]}";

        assertThat(texts(page, listing(page, null).elements())).containsExactly("1", "2");
    }

    @Test
    void listing_thatIsMissing_leavesTheObject() throws Exception {
        String page = "{\"AcsEvent\":{\"numOfMatches\":0 } }";
        Listing found = listing(page, "AcsEvent");

        assertThat(found.list()).isNull();
        assertThat(found.elements()).isEmpty();
        assertThat(text(page, found.object())).isEqualTo("{\"numOfMatches\":0 }");
    }

    @Test
    void listing_thatIsNull_hasNoElements() throws Exception {
        Listing found = listing("{\"AcsEvent\":{\"InfoList\": null}}", "AcsEvent");

        assertThat(found.list()).isNotNull();
        assertThat(found.elements()).isEmpty();
    }

    @Test
    void listing_thatIsAnObject_isItsOwnElement() throws Exception {
        String page = "{\"AcsEvent\":{\"InfoList\":{\"serialNo\":1},\"x\":2}}";

        assertThat(texts(page, listing(page, "AcsEvent").elements())).containsExactly("{\"serialNo\":1}");
    }

    @ValueSource(strings = {"{}", "{\"AcsEvent\":[]}", "{\"AcsEvent\":\"{\"}", "{\"Other\":{\"InfoList\":[1]}}"})
    @ParameterizedTest
    void root_thatIsMissingOrNoObject_isNull(String page) throws Exception {
        assertThat(listing(page, "AcsEvent")).isNull();
    }

    @Test
    void page_cutAnywhere_isRefused() {
        for (int length = 1; length < PAGE.length(); length++) {
            String cut = PAGE.substring(0, length);

            assertThatThrownBy(() -> listing(cut, "AcsEvent"))
                    .as("the first %d characters", length)
                    .isInstanceOf(UnreadableBodyException.class);
        }
    }

    @Test
    void afterTheRoot_onlyTheEndIsLookedFor() throws Exception {
        String page = "{\"AcsEvent\":{\"InfoList\":[1]},oops:[}";

        assertThat(texts(page, listing(page + "}", "AcsEvent").elements())).containsExactly("1");
    }

    private static @Nullable Listing listing(String page, @Nullable String root) throws UnreadableBodyException {
        return JsonScanner.listing(page.getBytes(StandardCharsets.UTF_8), 0, root, "InfoList");
    }

    private static List<String> texts(String page, List<Slice> slices) {
        return slices.stream().map(slice -> text(page, slice)).toList();
    }

    private static String text(String page, Slice slice) {
        return page.substring(slice.start(), slice.end());
    }
}
