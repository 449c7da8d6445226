package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.notification.EventStream;
import dev.rollcall.isapi.notification.HostChange;
import dev.rollcall.isapi.notification.HostSlot;
import dev.rollcall.isapi.notification.ListenerTarget;
import dev.rollcall.isapi.notification.ReplaceForeign;
import dev.rollcall.isapi.notification.StreamBackoff;
import dev.rollcall.isapi.notification.StreamItem;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.StreamTraits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the README for streams and listening hosts, run. */
final class NotificationExamplesTest {

    private static final FirmwareProfile REPLAYING = FirmwareProfile.K1T342MWX_V3.toBuilder("REPLAYING")
            .with(StreamTraits.CLOSES_AFTER, Duration.ofSeconds(1))
            .build();

    @Test
    void stream_tellsEventsUntilTheDeviceEndsIt() throws Exception {
        try (DeviceSimulator device = device();
                IsapiClient terminal = client(device)) {
            device.device().punch("7", 75);
            assertThat(stream(terminal))
                    .satisfiesExactly(
                            event -> assertThat(event).endsWith(" 7 (stored)"),
                            end -> assertThat(end).startsWith("CLOSED_BY_DEVICE: "));
        }
    }

    @Test
    void stream_tellsWhenToTryAgainWhereThePlaceIsTaken() throws Exception {
        try (DeviceSimulator device = device();
                IsapiClient terminal = client(device);
                EventStream other = terminal.notification().alertStream()) {
            assertThat(stream(terminal)).containsExactly("again in PT2M");
            assertThat(other).isNotNull();
        }
    }

    @Test
    void listeningHost_isInstalledAndThatOfSomebodyElseIsNot() throws Exception {
        try (DeviceSimulator device = device();
                IsapiClient terminal = client(device)) {
            assertThat(listeningHost(terminal, "192.0.2.10", "tok-1234")).containsExactly("slot 1, not kept: []");
            assertThat(listeningHost(terminal, "192.0.2.11", "tok-5678"))
                    .singleElement()
                    .asString()
                    .startsWith("SLOT_TAKEN: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "listeninghost"})
    void readme_showsThisVeryCode(String region) throws IOException {
        Readme.showsRegion(NotificationExamplesTest.class, region);
    }

    private static List<String> stream(IsapiClient terminal) {
        List<String> lines = new ArrayList<>();
        // tag::stream[]
        try (EventStream stream = terminal.notification().alertStream()) {
            StreamItem item = stream.next();
            while (!(item instanceof StreamItem.Ended)) {
                if (item instanceof StreamItem.Notified news
                        && news.notification().accessEvent() != null) {
                    lines.add(news.notification().accessEvent().wallClock() + " "
                            + news.notification().accessEvent().employeeNo()
                            + (news.replayed() ? " (stored)" : ""));
                }
                item = stream.next();
            }
            StreamItem.Ended end = (StreamItem.Ended) item;
            lines.add(end.reason() + ": " + end.detail());
        } catch (IsapiException.Unavailable e) {
            lines.add("again in " + e.advisedWait().orElse(StreamBackoff.FIRST.pause()));
        }
        // end::stream[]
        return lines;
    }

    private static List<String> listeningHost(IsapiClient terminal, String listener, String token) {
        List<String> lines = new ArrayList<>();
        // tag::listeninghost[]
        ListenerTarget target = ListenerTarget.builder()
                .host(listener)
                .port(8099)
                .path("/hook/" + token)
                .build();
        HostChange change =
                terminal.notification().installListeningHost(target, HostSlot.holding(token), ReplaceForeign.NEVER);
        if (change instanceof HostChange.Done done) {
            lines.add("slot " + done.host().id() + ", not kept: " + done.differences());
        } else if (change instanceof HostChange.Refused refused) {
            lines.add(refused.why() + ": " + refused.reason());
        }
        // end::listeninghost[]
        return lines;
    }

    private static DeviceSimulator device() throws Exception {
        DeviceSimulator device = DeviceSimulator.builder()
                .credentials("admin", "correct-horse")
                .profile(REPLAYING)
                .start();
        device.device().addPerson(Person.of("7", "Somebody"));
        return device;
    }

    private static IsapiClient client(DeviceSimulator device) {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(device.port())
                .credentials("admin", "correct-horse")
                .build();
    }
}
