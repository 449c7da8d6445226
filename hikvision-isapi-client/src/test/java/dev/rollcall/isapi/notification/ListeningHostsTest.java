package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.StubDevice.Seen;
import dev.rollcall.isapi.notification.HostChange.Difference;
import dev.rollcall.isapi.notification.HostChange.Done;
import dev.rollcall.isapi.notification.HostChange.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slots read, set, renewed, freed and tested, each read back. */
final class ListeningHostsTest extends ListeningHostsFixture {

    @Test
    void listeningHosts_readsEverySlotOfAnyNamespace() {
        device.then(Reply.of(200, list(FOREIGN, FREE)));
        List<ListeningHost> hosts = client.notification().listeningHosts();
        assertThat(hosts).extracting(ListeningHost::id).containsExactly("1", "2");
        assertThat(hosts).extracting(ListeningHost::free).containsExactly(false, true);
        ListeningHost first = hosts.get(0);
        assertThat(first.url()).isEqualTo("/api/other");
        assertThat(first.portNo()).isEqualTo(8123);
        assertThat(first.hasPassword()).isTrue();
        assertThat(first.otherFields()).containsOnlyKeys("Extensions");
        assertThat(first.raw().text()).isEqualTo(FOREIGN);
        assertThat(first.toString()).isEqualTo("ListeningHost[1: HTTP 10.0.0.20:8123]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"HttpHostNotificationList\":[{\"HttpHostNotification\":{\"id\":1,\"url\":\"/a\",\"portNo\":8123,\"x\":1}}]}",
                "{\"HttpHostNotificationList\":{\"HttpHostNotification\":[{\"id\":\"1\",\"url\":\"/a\",\"portNo\":8123,\"x\":1}]}}",
                "{\"HttpHostNotificationList\":{\"HttpHostNotification\":{\"id\":\"1\",\"url\":\"/a\",\"portNo\":\"8123\",\"x\":1}}}",
                "{\"HttpHostNotification\":{\"id\":\"1\",\"url\":\"/a\",\"portNo\":8123,\"x\":1}}",
                "<h:HttpHostNotification xmlns:h='urn:x'><h:id>1</h:id><h:url>/a</h:url><h:portNo>8123</h:portNo><h:x>1</h:x>"
                        + "</h:HttpHostNotification>",
            })
    void listeningHosts_readsEveryForm(String body) {
        device.then(Reply.of(200, body));
        List<ListeningHost> hosts = client.notification().listeningHosts();
        assertThat(hosts).hasSize(1);
        assertThat(hosts.get(0).id()).isEqualTo("1");
        assertThat(hosts.get(0).url()).isEqualTo("/a");
        assertThat(hosts.get(0).portNo()).isEqualTo(8123);
        assertThat(hosts.get(0).otherFields()).containsEntry("x", "1");
    }

    @Test
    void install_changesOneSlotAloneAndReadsItBack() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN, FREE)), OK, Reply.of(200, list(FOREIGN, OURS)));
        HostChange change = install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER);
        assertThat(change).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.sent()).isTrue();
            assertThat(done.differences()).isEmpty();
            assertThat(done.host().id()).isEqualTo("2");
        });
        Seen put = device.seen().get(3);
        assertThat(put.method() + " " + put.target()).isEqualTo("PUT /ISAPI/Event/notification/httpHosts/2");
        assertThat(put.body())
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + OURS.replace(
                                        "<HttpHostNotification>",
                                        "<HttpHostNotification version=\"2.0\" xmlns=\"http://www.hikvision.com/ver20/XMLSchema\">"))
                .doesNotContain("their-secret");
    }

    @Test
    void renew_sendsWhatTheSlotSaysAlready() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN, OURS)), OK, Reply.of(200, list(FOREIGN, OURS)));
        assertThat(client.notification().renewListeningHost(target().build(), HostSlot.holding("tok-1234")))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.sent()).isTrue());
        assertThat(device.seen().get(3).method()).isEqualTo("PUT");
    }

    @Test
    void install_sendsTheWholeListWithForeignSlotsByteForByteWhereASlotAloneIsRefused() {
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FOREIGN, FREE)),
                NOT_ALLOWED,
                OK,
                Reply.of(200, list(FOREIGN, OURS)));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER)).isInstanceOf(Done.class);
        Seen put = device.seen().get(4);
        assertThat(put.method() + " " + put.target()).isEqualTo("PUT /ISAPI/Event/notification/httpHosts");
        assertThat(put.body()).isEqualTo(list(FOREIGN, OURS));
    }

    @Test
    void install_editsJsonAndKeepsUnknownFieldsAndOrder() {
        String before =
                "{ \"HttpHostNotificationList\": [ {\"HttpHostNotification\": {\"id\": 1, \"x\": 1.50, \"url\": \"/theirs\","
                        + " \"ipAddress\": \"10.0.0.9\", \"portNo\": 90}},\t{\"HttpHostNotification\":"
                        + " {\"z\":[1,{\"k\":null}],\"id\":2,\"url\":\"\",\"ipAddress\":\"0.0.0.0\",\"portNo\":0,\"a\":\"b\"}} ] }";
        String after = before.replace(
                "{\"z\":[1,{\"k\":null}],\"id\":2,\"url\":\"\",\"ipAddress\":\"0.0.0.0\",\"portNo\":0,\"a\":\"b\"}",
                "{\"z\":[1,{\"k\":null}],\"id\":2,\"url\":\"/hook/tok-1234\",\"ipAddress\":\"192.168.1.5\",\"portNo\":8099,"
                        + "\"a\":\"b\",\"protocolType\":\"HTTP\",\"addressingFormatType\":\"ipaddress\","
                        + "\"httpAuthenticationMethod\":\"none\"}");
        script(NOT_SUPPORTED, MODEL, Reply.of(200, before), NOT_ALLOWED, OK, Reply.of(200, after));
        assertThat(install(HostSlot.numbered("2"), ReplaceForeign.NEVER)).isInstanceOf(Done.class);
        assertThat(device.seen().get(4).body()).isEqualTo(after);
        assertThat(device.seen().get(3).body()).startsWith("{\"HttpHostNotification\":{\"z\":");
    }

    @Test
    void install_sendsNothingIfItIsSoAlready() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN, OURS)));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.sent()).isFalse());
        assertThat(device.seen()).extracting(Seen::method).containsOnly("GET");
    }

    @Test
    void install_movesOurSlotWhenTheListenerMoved() {
        String old = slot("2", "/hook/tok-1234", "192.168.1.77", "8099");
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FREE.replace(">2<", ">1<"), old)),
                OK,
                Reply.of(200, list(OURS)));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER)).isInstanceOf(Done.class);
        assertThat(device.seen().get(3).target()).endsWith("/httpHosts/2");
    }

    @Test
    void install_tellsWhatTheDeviceDidNotKeep() {
        String kept = slot("1", "", "192.168.1.5", "8099");
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(slot("1", "", "0.0.0.0", "0"))), OK, Reply.of(200, list(kept)));
        ListenerTarget target = target().keepEvents(true).build();
        HostChange change =
                client.notification().installListeningHost(target, HostSlot.numbered("1"), ReplaceForeign.NEVER);
        List<Difference> differences = ((Done) change).differences();
        assertThat(differences)
                .containsExactly(
                        new Difference("url", "/hook/tok-1234", null), new Difference("httpBroken", "true", null));
        assertThat(change.toString()).doesNotContain("tok-1234");
    }

    @Test
    void install_tellsWhenASlotOfOthersChanged() {
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FOREIGN, FREE)),
                OK,
                Reply.of(200, list(FOREIGN.replace("8123", "0"), OURS)));
        Done done = (Done) install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER);
        assertThat(done.differences()).extracting(Difference::field).containsExactly("foreign slot 1");
    }

    @Test
    void clear_freesOurSlotAndNoOther() {
        script(Reply.of(200, list(FOREIGN, OURS)), OK, Reply.of(200, list(FOREIGN, FREE)));
        assertThat(client.notification().clearListeningHost(HostSlot.holding("tok-1234")))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.differences()).isEmpty());
        assertThat(device.seen().get(1).target()).endsWith("/httpHosts/2");
        assertThat(device.seen().get(1).body()).contains("<ipAddress>0.0.0.0<").doesNotContain("tok-1234");
        assertThat(client.notification().clearListeningHost(HostSlot.holding("tok-1234")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void test_givesTheDevicesWords() {
        script(
                Reply.of(200, OURS),
                Reply.of(
                        200,
                        "<HttpHostTestResult version=\"2.0\"><errorDescription>Connection refused</errorDescription>"
                                + "</HttpHostTestResult>"));
        HostTestResult result = client.notification().testListeningHost("2");
        assertThat(result.errorDescription()).isEqualTo("Connection refused");
        assertThat(result.reached()).isFalse();
        assertThat(device.seen().get(1).method()).isEqualTo("POST");
        assertThat(device.seen().get(1).body()).contains("192.168.1.5");
    }

    @Test
    void test_isUnsupportedWhereTheFirmwareHasNone() {
        script(Reply.of(200, OURS), NOT_ALLOWED);
        assertThatThrownBy(() -> client.notification().testListeningHost("2"))
                .isInstanceOf(IsapiException.Unsupported.class);
    }
}
