package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlEditTest {

    @Test
    void withTexts_changesDirectChildrenOnly() throws Exception {
        assertThat(edit("<r><id>1</id><sub><id>2</id></sub></r>", Map.of("id", "9"), Set.of()))
                .endsWith("<r><id>9</id><sub><id>2</id></sub></r>");
    }

    @Test
    void withTexts_fillsAnEmptyElementAndAddsAMissingOneInTheSameNamespace() throws Exception {
        assertThat(edit("<r xmlns=\"urn:a\"><url/></r>", Map.of("url", "/x"), Set.of()))
                .endsWith("<r xmlns=\"urn:a\"><url>/x</url></r>");
        String added = edit("<r xmlns=\"urn:a\"></r>", Map.of("url", "/x"), Set.of());
        assertThat(added).endsWith("<r xmlns=\"urn:a\"><url>/x</url></r>");
    }

    @Test
    void withTexts_leavesOut() throws Exception {
        assertThat(edit("<r><a><b>1</b></a><c>2</c></r>", Map.of(), Set.of("a")))
                .endsWith("<r><c>2</c></r>");
    }

    @Test
    void withTexts_escapesAndDropsWhatXmlCannotSay() throws Exception {
        assertThat(edit("<r><a/></r>", Map.of("a", "<&>\u0001\u00E9]]>"), Set.of()))
                .endsWith("<r><a>&lt;&amp;>\u00E9]]&gt;</a></r>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "<r><a></r>", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>"})
    void withTexts_refusesWhatIsNoDocument(String xml) {
        assertThatThrownBy(() -> edit(xml, Map.of(), Set.of())).isInstanceOf(UnreadableBodyException.class);
    }

    private static String edit(String xml, Map<String, String> texts, Set<String> without)
            throws UnreadableBodyException {
        byte[] edited = XmlEdit.withTexts(xml.getBytes(StandardCharsets.UTF_8), texts, without);
        return new String(edited, StandardCharsets.UTF_8);
    }
}
