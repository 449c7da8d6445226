package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.StubDevice.Reply;
import org.junit.jupiter.api.Test;

final class DeviceDocumentTest {

    @Test
    void options_areReadInAllThreeFormsOfOneDevice() throws Exception {
        DeviceDocument told = read(
                "{\"Cap\":{\"a\":{\"@opt\":\"regular, time,cycle\"},\"b\":{\"@opt\":[\"check\",\"break\"]},"
                        + "\"c\":{\"@opt\":[true,false]},\"d\":\"true,false\",\"e\":[{\"@opt\":\"1\"},{\"@opt\":\"2,1\"}]}}");
        assertThat(told.options("a")).containsExactly("regular", "time", "cycle");
        assertThat(told.options("b")).containsExactly("check", "break");
        assertThat(told.options("c")).containsExactly("true", "false");
        assertThat(told.options("d")).containsExactly("true", "false");
        assertThat(told.options("e")).containsExactly("1", "2");
        assertThat(told.options("f")).isEmpty();
    }

    @Test
    void flag_isReadInEveryForm() throws Exception {
        DeviceDocument told =
                read("{\"Cap\":{\"a\":true,\"b\":\"true\",\"c\":\"true,false\",\"d\":\"FALSE\",\"e\":false,"
                        + "\"f\":\"maybe\",\"x\":{\"g\":true},\"y\":{\"g\":false}}}");
        assertThat(told.flag("a")).isTrue();
        assertThat(told.flag("b")).isTrue();
        assertThat(told.flag("c")).isTrue();
        assertThat(told.flag("d")).isFalse();
        assertThat(told.flag("e")).isFalse();
        assertThat(told.flag("f")).isNull();
        assertThat(told.flag("g")).isNull();
        assertThat(told.flag("aa")).isNull();
    }

    @Test
    void flag_isFineWithAnElementPrintedTwice() throws Exception {
        DeviceDocument told = read("<SecurityCap><isSupportSecurityEmail>true</isSupportSecurityEmail><x/>"
                + "<isSupportSecurityEmail>true</isSupportSecurityEmail></SecurityCap>");
        assertThat(told.flag("isSupportSecurityEmail")).isTrue();
        assertThat(told.leaves()).containsEntry("x", "").hasSize(3);
    }

    @Test
    void leaves_keepTextBesideAttributes() throws Exception {
        DeviceDocument told = read("<storage version=\"2.0\"><workMode opt=\"group,quota\">quota</workMode>"
                + "<len min=\"6\" max=\"64\"/></storage>");
        assertThat(told.leaves())
                .containsEntry("workMode", "quota")
                .containsEntry("workMode.opt", "group,quota")
                .containsEntry("len.max", "64");
        assertThat(told.largest("len")).isEqualTo(64);
        assertThat(told.largest("workMode")).isNull();
        assertThat(told).hasToString("DeviceDocument[storage, 4 values]");
    }

    private static DeviceDocument read(String body) throws Exception {
        try (StubDevice device = new StubDevice().then(Reply.of(200, body));
                IsapiClient client = device.client().build()) {
            return client.system().resource("/ISAPI/anything");
        }
    }
}
