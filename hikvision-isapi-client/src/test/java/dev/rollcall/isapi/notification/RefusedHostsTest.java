package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.StubDevice.Seen;
import dev.rollcall.isapi.notification.HostChange.Done;
import dev.rollcall.isapi.notification.HostChange.Refused;
import dev.rollcall.isapi.notification.HostChange.Refused.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not sent, what the device does not take, and slots of other systems. */
final class RefusedHostsTest extends ListeningHostsFixture {

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void install_refusesATakenSlotWithoutConsent(boolean numbered) {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN)));
        HostSlot slot = numbered ? HostSlot.numbered("1") : HostSlot.holding("tok-1234");
        assertThat(install(slot, ReplaceForeign.NEVER)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Why.SLOT_TAKEN);
            assertThat(refused.taken()).extracting(ListeningHost::ipAddress).containsExactly("10.0.0.20");
        });
        assertThat(device.seen()).extracting(Seen::method).containsOnly("GET");
    }

    @Test
    void install_refusesToChooseAmongSeveralTakenSlotsEvenWithConsent() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN, FOREIGN.replace("<id>1<", "<id>2<"))));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.AGREED)).isInstanceOf(Refused.class);
    }

    @Test
    void install_replacesTheOnlySlotWithConsentAndLeavesNoSecretOfOthers() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN)), OK, Reply.of(200, list(OURS.replace(">2<", ">1<"))));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.AGREED)).isInstanceOf(Done.class);
        assertThat(device.seen().get(3).body())
                .contains("<!-- kept -->", "<intervalBetweenEvents>0<", "<ipAddress>192.168.1.5</ipAddress>", ">none<")
                .doesNotContain("their-secret")
                .doesNotContain("userName");
    }

    @Test
    void renew_neverTakesAForeignSlot() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN)));
        assertThat(client.notification().renewListeningHost(target().build(), HostSlot.holding("tok-1234")))
                .isInstanceOf(HostChange.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5, 8099, true, HTTP only",
        "192.168.1.5, 443, false, ports 1024 to 65535",
        "receiver.example, 8099, false, IP addresses only"
    })
    void install_knowsWhatAnOldModelCannotReach(String host, int port, boolean https, String reason) {
        script(NOT_SUPPORTED, OLD_MODEL);
        ListenerTarget target = target().host(host).port(port).https(https).build();
        assertThat(client.notification().installListeningHost(target, HostSlot.numbered("2"), ReplaceForeign.NEVER))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.why()).isEqualTo(Why.TARGET_IMPOSSIBLE);
                    assertThat(refused.reason()).contains(reason);
                });
        assertThat(device.seen()).hasSize(2);
    }

    @Test
    void install_obeysTheDevicesOwnCapabilities() {
        Reply capabilities = Reply.of(
                200,
                "<HttpHostNotificationCap version=\"2.0\"><hostNumber>2</hostNumber><urlLen max=\"20\"/>"
                        + "<protocolType opt=\"HTTP,HTTPS\"/><portNo min=\"1\" max=\"65535\"/></HttpHostNotificationCap>");
        script(capabilities);
        ListenerTarget target = target().path("/hook/" + "x".repeat(30)).build();
        assertThat(client.notification().installListeningHost(target, HostSlot.numbered("2"), ReplaceForeign.NEVER))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("at most 20 characters"));
        ListeningHostCapabilities told = client.notification().listeningHostCapabilities();
        assertThat(told.hostNumber()).isEqualTo(2);
        assertThat(told.protocols()).containsExactly("HTTP", "HTTPS");
        assertThat(told.maxPort()).isEqualTo(65535);
    }

    @Test
    void install_passesOnThatAHostNameIsRefused() {
        ListenerTarget target = target().host("receiver.example").build();
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FREE)),
                Reply.of(400, STATUS.formatted("6", "badXmlContent", "ipAddress")));
        IsapiException.InvalidRequest refused = catchThrowableOfType(
                IsapiException.InvalidRequest.class,
                () -> client.notification().installListeningHost(target, HostSlot.numbered("2"), ReplaceForeign.NEVER));
        assertThat(refused.field()).isEqualTo("ipAddress");
    }

    @Test
    void install_explainsARefusalThatAnEmptyForeignFieldCauses() {
        String hollow = slot("1", "", "10.0.0.20", "15300").replace("HTTP<", "EHome<");
        script(
                NOT_SUPPORTED,
                OLD_MODEL,
                Reply.of(200, list(hollow, FREE)),
                NOT_ALLOWED,
                Reply.of(400, STATUS.formatted("6", "badXmlContent", "url")));
        assertThatThrownBy(() -> install(HostSlot.numbered("2"), ReplaceForeign.NEVER))
                .isInstanceOf(IsapiException.InvalidRequest.class)
                .hasMessageContaining("url of slot 1 is empty in slots that are not ours")
                .hasMessageContaining("the device's own page");
    }

    @Test
    void failures_holdNoPasswordOfASlot() {
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FOREIGN, FREE)),
                NOT_ALLOWED,
                Reply.of(400, "their-secret tok-1234"));
        assertThatThrownBy(() -> install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER))
                .isInstanceOf(IsapiException.class)
                .message()
                .doesNotContain("their-secret")
                .doesNotContain("tok-1234");
    }
}
