package dev.rollcall.isapi.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, their lock, and what else the device tells of itself. */
final class AccountsTest {

    private final StubDevice device;
    private final IsapiClient client;

    AccountsTest() throws Exception {
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
                "<userCheck version=\"2.0\"><statusValue>200</statusValue><statusString>OK</statusString>"
                        + "<isDefaultPassword>false</isDefaultPassword><isActivated>true</isActivated><x>1</x></userCheck>",
                "{\"userCheck\":{\"statusValue\":200,\"statusString\":\"OK\",\"isDefaultPassword\":false,"
                        + "\"isActivated\":\"true\",\"x\":1}}",
                "{\"statusValue\":200,\"statusString\":\"OK\",\"isDefaultPassword\":false,\"isActivated\":true,\"x\":1}"
            })
    void userCheck_isReadInEveryShape(String body) {
        device.thenJson(body);
        UserCheck check = client.system().userCheck();
        assertThat(check.statusValue()).isEqualTo(200);
        assertThat(check.isDefaultPassword()).isFalse();
        assertThat(check.isActivated()).isTrue();
        assertThat(check.isLocked()).isFalse();
        assertThat(check.otherFields()).containsOnly(Map.entry("x", "1"));
    }

    @Test
    void userCheck_doesNotTakeUnlockForLock() {
        device.thenJson("<userCheck><lockStatus>unlock</lockStatus><unlockTime>0</unlockTime></userCheck>")
                .thenJson("<userCheck><lockStatus>lock</lockStatus><unlockTime>1800</unlockTime></userCheck>");
        assertThat(client.system().userCheck().isLocked()).isFalse();
        UserCheck locked = client.system().userCheck();
        assertThat(locked.isLocked()).isTrue();
        assertThat(locked.unlockTime()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void illegalLoginLock_tellsTriesAndTime() {
        device.thenJson("<IllegalLoginLock><enabled>true</enabled><maxIllegalLoginTimes>5</maxIllegalLoginTimes>"
                + "<maxIllegalLoginLockTime>1800</maxIllegalLoginLockTime></IllegalLoginLock>");
        assertThat(client.system().illegalLoginLock())
                .isEqualTo(new IllegalLoginLock(true, 5, Duration.ofMinutes(30), Map.of()));
    }

    @Test
    void accounts_accessesAndSessionsAreListed() {
        device.thenJson("<UserList><User><id>1</id><userName>admin</userName><userLevel>Administrator</userLevel>"
                        + "<bondIp>x</bondIp></User></UserList>")
                .thenJson("<AdminAccessProtocolList><AdminAccessProtocol><id>1</id><enabled>true</enabled>"
                        + "<protocol>HTTP</protocol><portNo>80</portNo></AdminAccessProtocol><AdminAccessProtocol>"
                        + "<id>2</id><protocol>DEV_MANAGE</protocol><portNo>8000</portNo></AdminAccessProtocol>"
                        + "</AdminAccessProtocolList>")
                .thenJson("<OnlineUserList><OnlineUser><id>65536</id><name>admin</name><type>admin</type>"
                        + "<loginTime>2026-07-13 19:03:51</loginTime><clientAddress><ipAddress>192.0.2.2</ipAddress>"
                        + "</clientAddress></OnlineUser></OnlineUserList>");
        assertThat(client.system().accounts())
                .containsExactly(new DeviceAccount("1", "admin", "Administrator", Map.of("bondIp", "x")));
        assertThat(client.system().adminAccesses())
                .containsExactly(
                        new AdminAccess("1", true, "HTTP", 80, Map.of()),
                        new AdminAccess("2", null, "DEV_MANAGE", 8000, Map.of()));
        OnlineUser session = client.system().onlineUsers().get(0);
        assertThat(session.loginTime()).isEqualTo(LocalDateTime.parse("2026-07-13T19:03:51"));
        assertThat(session.otherFields()).containsEntry("clientAddress", "{\"ipAddress\":\"192.0.2.2\"}");
    }

    @Test
    void status_isReadWhereThereIsOneAndUnsupportedElsewhere() {
        device.thenJson("<DeviceStatus><currentDeviceTime>2026-07-13T19:03:51+03:00</currentDeviceTime>"
                        + "<deviceUpTime>3600</deviceUpTime><MemoryList><Memory><memoryUsage>50</memoryUsage></Memory>"
                        + "</MemoryList></DeviceStatus>")
                .then(Reply.of(404, "<ResponseStatus><statusCode>4</statusCode></ResponseStatus>"));
        DeviceStatus status = client.system().status();
        assertThat(status.upTime()).isEqualTo(Duration.ofHours(1));
        assertThat(status.localTime()).isEqualTo(LocalDateTime.parse("2026-07-13T19:03:51"));
        assertThat(status.otherFields()).containsOnlyKeys("MemoryList");
        assertThatThrownBy(() -> client.system().status()).isInstanceOf(IsapiException.Unsupported.class);
    }

    @Test
    void capabilities_areFlags() {
        device.thenJson("<DeviceCap><SysCap><isSupportDst>true</isSupportDst></SysCap>"
                        + "<isSupportSubscribeEvent>false</isSupportSubscribeEvent></DeviceCap>")
                .thenJson("<SecurityCap><WebCertificateCap><SecurityAlgorithm><algorithmType opt=\"MD5,SHA256\">MD5"
                        + "</algorithmType></SecurityAlgorithm></WebCertificateCap></SecurityCap>");
        assertThat(client.system().capabilities().flag("isSupportDst")).isTrue();
        assertThat(client.system().capabilities().root()).isEqualTo("SecurityCap");
        assertThat(client.system().securityCapabilities().options("algorithmType"))
                .containsExactly("MD5", "SHA256");
        assertThat(device.seen())
                .extracting(StubDevice.Seen::target)
                .containsExactly(
                        "/ISAPI/System/capabilities", "/ISAPI/System/capabilities", "/ISAPI/Security/capabilities");
    }

    @Test
    void resource_readsAnythingFromThisDeviceOnly() {
        device.thenJson("<EventTriggerList><EventTrigger><id>vmd-1</id></EventTrigger></EventTriggerList>");
        assertThat(client.system()
                        .resource("http://other.example.com/ISAPI/Event/triggers?format=xml")
                        .leaves())
                .containsEntry("EventTrigger.id", "vmd-1");
        assertThat(device.seen().get(0).target()).isEqualTo("/ISAPI/Event/triggers?format=xml");
        assertThatThrownBy(() -> client.system().resource("")).isInstanceOf(IllegalArgumentException.class);
    }
}
