package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.IsapiException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeviceVerdictTest {

    @ParameterizedTest
    @CsvSource({
        "200, 4, notSupport, Unsupported",
        "404, 4, methodNotAllowed, Unsupported",
        "403, 4, invalidOperation, Unsupported",
        "403, 4, lowPrivilege, Forbidden",
        "200, 4, badAuthorization, Forbidden",
        "503, 2, deviceBusy, Unavailable",
        "200, 2, '', Unavailable",
        "200, 3, deviceError, Unavailable",
        "400, 6, badParameters, InvalidRequest",
        "200, 6, MessageParametersLack, InvalidRequest",
        "400, 5, badJsonFormat, InvalidRequest",
        "400, 6, somethingNew, InvalidRequest",
        "503, '', deployExceedMax, Unavailable"
    })
    void of_goesByTheDevicesOwnName(int http, String code, String name, String verdict) throws Exception {
        String json = "{\"statusCode\":\"" + code + "\",\"statusString\":\"x\",\"subStatusCode\":\"" + name
                + "\",\"errorMsg\":\"major\"}";
        String xml = "<ResponseStatus><errorMsg>major</errorMsg><statusCode>" + code + "</statusCode><subStatusCode>"
                + name + "</subStatusCode></ResponseStatus>";
        for (String body : new String[] {json, xml, "{\"ResponseStatus\":" + json + "}"}) {
            IsapiException refusal = verdict(http, body);
            assertThat(refusal.getClass().getSimpleName()).isEqualTo(verdict);
            assertThat(refusal.errorMsg()).isEqualTo("major");
            assertThat(refusal).hasMessageContaining("10.0.0.1:80 /ISAPI/x answered " + http);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden",
        "404, Unsupported",
        "405, Unsupported",
        "400, InvalidRequest",
        "429, Unavailable",
        "500, Unavailable",
        "503, Unavailable",
        "302, UnexpectedResponse",
        "418, UnexpectedResponse"
    })
    void of_goesByHttpWhereTheDeviceSaysNothing(int http, String verdict) throws Exception {
        assertThat(verdict(http, "{}").getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void of_isNullForSuccessInEverySpelling() throws Exception {
        for (int code : new int[] {0, 1, 7}) {
            assertThat(verdict(200, "{\"statusCode\":" + code + ",\"statusString\":\"OK\"}"))
                    .isNull();
        }
        assertThat(verdict(200, "{\"AcsEvent\":{\"statusValue\":3}}")).isNull();
    }

    @Test
    void invalidRequest_namesTheField() throws Exception {
        IsapiException refusal =
                verdict(400, "{\"statusCode\":6,\"subStatusCode\":\"MessageParametersLack\",\"errorMsg\":\"major\"}");
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        IsapiException.InvalidRequest.class,
                        e -> assertThat(e.field()).isEqualTo("major"));
    }

    private static IsapiException verdict(int http, String body) throws UnreadableBodyException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return DeviceVerdict.of(new Answer("10.0.0.1:80", "/ISAPI/x", http, bytes), BodyReader.read(bytes));
    }
}
