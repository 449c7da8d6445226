package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.system.DeviceInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One answer in all the forms that firmware gives it. */
final class FormsOfAnswersTest {

    private static final EventQuery ALL = EventQuery.builder().build();

    private final StubDevice device;
    private final IsapiClient client;

    FormsOfAnswersTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xmlns=\"http://www.isapi.org/ver20/XMLSchema\"",
                "xmlns=\"http://www.isapi.com/ver20/XMLSchema\"",
                "xmlns=\"http://www.hikvision.com/ver20/XMLSchema\"",
                "xmlns=\"http://www.hikvision.com/ver10/XMLSchema\"",
                "xmlns=\"http://www.std-cgi.com/ver10/XMLSchema\"",
                "xmlns=\"http://www.std-cgi.org/ver20/XMLSchema\"",
                "xmlns=\"urn:psialliance-org\"",
                "version=\"1.0\"",
                ""
            })
    void namespace_doesNotMatter(String attributes) {
        device.thenJson("<?xml version=\"1.0\" encoding=\"UTF-8\"?><DeviceInfo " + attributes + "><model>M</model>"
                + "<serialNumber>S</serialNumber></DeviceInfo>");
        assertThat(client.system().deviceInfo().model()).isEqualTo("M");
        assertThat(client.system().deviceInfo().otherFields()).isEmpty();
    }

    @Test
    void namespacePrefixes_doNotMatter() {
        device.thenJson(
                "<h:DeviceInfo xmlns:h=\"urn:a\"><h:model>M</h:model><h:serialNumber>S</h:serialNumber></h:DeviceInfo>");
        assertThat(client.system().deviceInfo().serialNumber()).isEqualTo("S");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\uFEFF", "\r\n\r\n", "  \t\n", "\uFEFF\n", "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"})
    void whatStandsBeforeTheRoot_doesNotMatter(String before) {
        device.thenJson(before + "<DeviceInfo><model>M</model><serialNumber>S</serialNumber></DeviceInfo>");
        assertThat(client.system().deviceInfo().model()).isEqualTo("M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml; charset=\"UTF-8\"", "text/html", "application/json", "nonsense"})
    void contentType_doesNotMatter(String type) {
        String json = "{\"DeviceInfo\":{\"model\":\"M\",\"serialNumber\":\"S\"}}";
        String xml = "<DeviceInfo><model>M</model><serialNumber>S</serialNumber></DeviceInfo>";
        device.then(Reply.of(200, json).with("Content-Type: " + type))
                .then(Reply.of(200, xml).with("Content-Type: " + type));
        DeviceInfo read = client.system().deviceInfo();
        assertThat(client.system().deviceInfo()).isEqualTo(read);
    }

    @Test
    void elementsPrintedTwiceOrEmpty_areRead() {
        device.thenJson("<DeviceInfo><model>M</model><serialNumber>S</serialNumber><serialNumber>S</serialNumber>"
                + "<deviceName/><macAddress></macAddress><x>1</x><x>2</x></DeviceInfo>");
        DeviceInfo info = client.system().deviceInfo();
        assertThat(info.serialNumber()).isEqualTo("S");
        assertThat(info.deviceName()).isNull();
        assertThat(info.macAddress()).isNull();
        assertThat(info.otherFields()).containsEntry("x", "[\"1\",\"2\"]").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n",
                "<!DOCTYPE html><html><body>Log in</body></html>",
                "<html><head/></html>",
                "\u0000\u0001"
            })
    void noAnswerAtAll_isNamedAsSuch(String body) {
        device.thenJson(body);
        assertThatThrownBy(() -> client.system().deviceInfo()).isInstanceOf(IsapiException.UnexpectedResponse.class);
        assertThatThrownBy(() -> client.access().workStatus()).isInstanceOf(IsapiException.UnexpectedResponse.class);
        assertThatThrownBy(() -> client.person().countUsers()).isInstanceOf(IsapiException.UnexpectedResponse.class);
    }

    @Test
    void xmlRefusalOfAJsonRequest_isUnderstood() {
        device.then(Reply.of(
                400,
                "\n<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<ResponseStatus version=\"2.0\""
                        + " xmlns=\"http://www.isapi.org/ver20/XMLSchema\">\n<requestURL></requestURL>"
                        + "<statusCode>5</statusCode><statusString>Invalid Format</statusString>"
                        + "<subStatusCode>badJsonFormat</subStatusCode></ResponseStatus>"));
        assertThatThrownBy(() -> client.access().events(ALL).next())
                .isInstanceOfSatisfying(
                        IsapiException.InvalidRequest.class,
                        e -> assertThat(e.subStatusCode()).isEqualTo("badJsonFormat"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"statusCode\":4,\"statusString\":\"Invalid Operation\",\"subStatusCode\":\"notSupport\"} | Unsupported",
                "{\"requestURL\":\"\",\"statusCode\":4,\"statusString\":\"x\",\"subStatusCode\":\"notSupport\"} | Unsupported",
                "{\"ResponseStatus\":{\"statusCode\":4,\"subStatusCode\":\"notSupport\"}} | Unsupported",
                "{\"statusCode\":6,\"statusString\":\"x\",\"subStatusCode\":\"badParameters\",\"MErrCode\":\"0x60000001\","
                        + "\"MErrDevSelfEx\":\"0x1\"} | InvalidRequest",
                "{\"statusValue\":503,\"statusString\":\"x\",\"subStatusCode\":\"deployExceedMax\"} | Unavailable",
                "<ResponseStatus><statusValue>503</statusValue><subStatusCode>deployExceedMax</subStatusCode>"
                        + "</ResponseStatus> | Unavailable",
                "<ResponseStatus><id>1</id><statusCode>3</statusCode></ResponseStatus> | Unavailable",
                "{\"statusCode\":6,\"statusString\":\"x\",\"subStatusCode\":\"employeeNoAlreadyExist\","
                        + "\"errorCode\":1610637344,\"errorMsg\":\"checkUser\"} | InvalidRequest"
            })
    void refusalInsideHttp200_isARefusalInEveryForm(String body, String kind) {
        device.thenJson(body);
        for (Throwable refusal : List.of(
                catchThrowable(() -> client.access().events(ALL).next()),
                catchThrowable(() -> client.access().workStatus()),
                catchThrowable(() -> client.system().deviceInfo()),
                catchThrowable(() -> client.person().countUsers()))) {
            assertThat(refusal).isNotNull();
            assertThat(refusal.getClass().getSimpleName()).isEqualTo(kind);
        }
    }

    @Test
    void jsonPrintedWithTabsAndInAnyOrder_isRead() {
        device.thenJson(
                "{\n\t\"AcsEvent\":\t{\n\t\t\"totalMatches\":\t1,\n\t\t\"InfoList\":\t[{\n\t\t\t\t\"serialNo\":\t7\n\t\t\t}],"
                        + "\n\t\t\"numOfMatches\":\t1,\n\t\t\"responseStatusStrg\":\t\"OK\"\n\t}\n}");
        EventPage page = client.access().events(ALL).next();
        assertThat(page.last()).isTrue();
        assertThat(page.totalMatches()).isEqualTo(1);
        assertThat(page.records()).extracting(EventRecord::serialNo).containsExactly(7L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0418\u0432\u0430\u043D \u041F\u0435\u0442\u0440\u043E\u0432",
                "\u5F20\u4E09",
                "\u0645\u062D\u0645\u062F",
                "O'Brien \uD83D\uDE00 \\\"x\\\""
            })
    void names_areAnyUnicode(String name) {
        device.thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[{\"name\":\"" + name + "\"}]}}");
        EventRecord record = client.access().events(ALL).next().records().get(0);
        assertThat(record.name()).isEqualTo(name.replace("\\\"", "\""));
    }

    @Test
    void brokenUtf8InXml_costsOneCharacter() {
        byte[] body =
                "<DeviceInfo><model>M</model><serialNumber>S</serialNumber><deviceName>J?</deviceName></DeviceInfo>"
                        .getBytes(StandardCharsets.UTF_8);
        body[new String(body, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xD0;
        device.then(new Reply(200, body, List.of()));
        assertThat(client.system().deviceInfo().deviceName()).isEqualTo("J\uFFFD");
    }
}
