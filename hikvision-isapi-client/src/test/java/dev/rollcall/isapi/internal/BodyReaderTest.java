package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"statusCode\":4}",
                "\uFEFF\n {\t\"statusCode\":\t4,}",
                "<ResponseStatus version=\"1.0\" xmlns=\"urn:psialliance-org\"><statusCode>4</statusCode></ResponseStatus>",
                "\r\n\n<?xml version=\"1.0\" encoding=\"UTF-8\" ?><x:ResponseStatus xmlns:x=\"y\"><x:statusCode> 4 </x:statusCode>"
                        + "</x:ResponseStatus>"
            })
    void read_goesByTheFirstByte(String body) throws Exception {
        assertThat(new Fields(read(body).fields()).number("statusCode")).isEqualTo(4);
    }

    @Test
    void read_keepsRepeatedElementsAndDropsAttributesOfTheRoot() throws Exception {
        Document document = read("<Cap version=\"2.0\"><a>1</a><a>2</a></Cap>");
        assertThat(document.root()).isEqualTo("Cap");
        assertThat(document.fields().toString()).isEqualTo("{\"a\":[\"1\",\"2\"]}");
    }

    @Test
    void read_replacesMalformedUtf8() throws Exception {
        byte[] xml = "<T><name>J?</name></T>".getBytes(StandardCharsets.UTF_8);
        xml[10] = (byte) 0xD0;
        assertThat(new Fields(BodyReader.read(xml).fields()).text("name")).isEqualTo("J\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "hello",
                "[1]",
                "{\"a\":",
                "<a><b></a>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
                "<a>&e;</a>",
                "<a"
            })
    void read_refusesTheRest(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(UnreadableBodyException.class);
    }

    @Test
    void read_boundsDepthTextAndAttributes() {
        refusesQuickly("{\"a\":".repeat(5000) + "1" + "}".repeat(5000));
        refusesQuickly("<a>".repeat(5000) + "</a>".repeat(5000));
        refusesQuickly("<a>" + "x".repeat(9 * 1024 * 1024) + "</a>");
        StringBuilder attributes = new StringBuilder("<a");
        for (int i = 0; i < 500; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        refusesQuickly(attributes.append("/>").toString());
        refusesQuickly("{\"n\":" + "9".repeat(5000) + "}");
    }

    private static void refusesQuickly(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(UnreadableBodyException.class);
    }

    private static Document read(String body) throws UnreadableBodyException {
        return BodyReader.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
