package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FieldsTest {

    @Test
    void rest_holdsWhatWasNotReadWithSuccess() throws Exception {
        Fields fields = fields(
                "{\"a\":\"1\",\"b\":\"one\",\"c\":\"yes\",\"d\":{\"x\":1},\"e\":\"\",\"f\":null,\"g\":99999999999,"
                        + "\"h\":7}");
        assertThat(fields.number("a")).isEqualTo(1);
        assertThat(fields.number("b")).isNull();
        assertThat(fields.truth("c")).isNull();
        assertThat(fields.text("d")).isNull();
        assertThat(fields.text("e")).isNull();
        assertThat(fields.number("g")).isNull();
        assertThat(fields.rest())
                .containsOnly(
                        Map.entry("b", "\"one\""),
                        Map.entry("c", "\"yes\""),
                        Map.entry("d", "{\"x\":1}"),
                        Map.entry("f", "null"),
                        Map.entry("g", "99999999999"),
                        Map.entry("h", "7"));
    }

    @Test
    void text_readsAnElementPrintedTwiceOnlyWhereItSaysTheSame() throws Exception {
        Fields fields = fields("<r><a>1</a><a>1</a><b>1</b><b>2</b></r>");
        assertThat(fields.text("a")).isEqualTo("1");
        assertThat(fields.text("b")).isNull();
        assertThat(fields.restAsText()).containsOnly(Map.entry("b", "[\"1\",\"2\"]"));
    }

    @Test
    void text_readsAnElementWithAttributesAndKeepsThem() throws Exception {
        Fields fields = fields("<r><mode opt=\"a,b\">a</mode></r>");
        assertThat(fields.text("mode")).isEqualTo("a");
        assertThat(fields.restAsText()).containsOnlyKeys("mode");
    }

    @Test
    void numbers_areAllOrNone() throws Exception {
        Fields fields = fields("{\"a\":[1,\"2\"],\"b\":[1,\"x\"],\"c\":3,\"d\":[]}");
        assertThat(fields.numbers("a")).containsExactly(1, 2);
        assertThat(fields.numbers("b")).isEmpty();
        assertThat(fields.numbers("c")).containsExactly(3);
        assertThat(fields.numbers("d")).isEmpty();
        assertThat(fields.numbers("e")).isEmpty();
        assertThat(fields.rest()).containsOnlyKeys("b");
    }

    @Test
    void each_takesAListOfOneFromXml() throws Exception {
        Fields fields = fields("<r><u><n>1</n></u></r>");
        assertThat(fields.each("u", one -> one.text("n"))).isEqualTo(List.of("1"));
        assertThat(fields.rest()).isEmpty();
    }

    private static Fields fields(String body) throws UnreadableBodyException {
        return new Fields(BodyReader.read(body.getBytes(StandardCharsets.UTF_8)).fields());
    }
}
