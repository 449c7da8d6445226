package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListeningHostTest {

    @Test
    void free_isFalseForAnEhomeSlotWithoutAddress() throws Exception {
        assertThat(slot("EHome").free()).isFalse();
        assertThat(slot("HTTP").free()).isTrue();
    }

    private static ListeningHost slot(String protocol) throws Exception {
        String body = "<HttpHostNotificationList><HttpHostNotification><id>1</id><url></url><protocolType>" + protocol
                + "</protocolType><ipAddress>0.0.0.0</ipAddress><portNo>15300</portNo></HttpHostNotification>"
                + "</HttpHostNotificationList>";
        try (StubDevice device = new StubDevice().then(Reply.of(200, body));
                IsapiClient client = device.client().build()) {
            List<ListeningHost> slots = client.notification().listeningHosts();
            assertThat(slots).hasSize(1);
            return slots.get(0);
        }
    }
}
