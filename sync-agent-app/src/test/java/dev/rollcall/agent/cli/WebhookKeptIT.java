package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.notification.HostSlot;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Seeing to it that terminals still post to the agent. */
class WebhookKeptIT extends WebhookFixture {

    @Test
    void lostAddress_isSetAgainByTheNextRun_whichElseCostsOneRequest() throws Exception {
        install();
        terminal.clearRequests();
        run("sync");
        assertThat(hostRequests()).containsExactly("GET " + HOSTS);

        try (IsapiClient client = client()) {
            client.notification().clearListeningHost(HostSlot.numbered("1"));
        }
        run("sync");

        assertThat(host().url()).startsWith("/api/attendance/webhook/");
        assertThat(status().at("/listener/devices/0/rearmed").isTextual()).isTrue();
    }

    @Test
    void restart_letsItBeSetAgain_thoughTheSlotStillSaysSo() throws Exception {
        terminal.close();
        terminal = terminal(FirmwareProfile.K1T502);
        home = home();
        install();
        terminal.reboot();
        until(() -> !host().free());
        terminal.clearRequests();

        run("sync");
        assertThat(writes()).as("told once more").hasSize(1);
        terminal.clearRequests();
        run("sync");
        assertThat(hostRequests()).containsExactly("GET " + HOSTS);
    }

    @Test
    void foreignAddressInTheOnlySlot_isAnAlarm_andLeftAlone() throws Exception {
        install();
        terminal.pushTo(FOREIGN);
        terminal.clearRequests();

        run("sync");
        assertThat(writes()).isEmpty();
        assertThat(host().url()).isEqualTo("/other");
        assertThat(status().at("/devices/0/alarms").toString())
                .contains("Another system has taken the slot")
                .contains("http://127.0.0.1:9");
        assertThat(status().at("/listener/devices/0/targetState").asText()).isEqualTo("taken");

        try (IsapiClient client = client()) {
            client.notification().clearListeningHost(HostSlot.numbered("1"));
        }
        run("sync");
        assertThat(status().at("/devices/0/alarms")).isEmpty();
        assertThat(host().url()).startsWith("/api/attendance/webhook/");
    }

    @Test
    void terminalThatShowsNoSlots_isSaidOnce_andAskedAgainAfterARestart() throws Exception {
        install();
        terminal.enqueueFault(Fault.notSupport(404).onPath(HOSTS));
        run("sync");
        assertThat(status().at("/devices/0/alarms").toString()).contains("does not let the agent see to whom it posts");
        terminal.clearRequests();

        assertThat(run("sync")).as("it is read all the same").isZero();
        assertThat(hostRequests()).isEmpty();

        terminal.device().operation(1);
        terminal.reboot();
        until(() -> !host().free());
        run("sync");
        assertThat(status().at("/devices/0/alarms")).isEmpty();
    }

    @Test
    void addressOfThisComputer_isFollowed_ifTheAgentFoundItItself() throws Exception {
        String gone = "203.0.113.9";
        assertThat(run("webhook", "install", "--address", gone, "--wait", "0s")).isZero();
        run("sync");
        assertThat(host().ipAddress()).as("as a person named it").isEqualTo(gone);

        try (Connection journal =
                        DriverManager.getConnection("jdbc:sqlite:" + home.data().resolve("journal.db"));
                Statement statement = journal.createStatement()) {
            assertThat(statement.executeUpdate("update push_target set chosen = 1"))
                    .isOne();
        }
        run("sync");
        assertThat(host().ipAddress()).isEqualTo("127.0.0.1");
        assertThat(status().at("/listener/devices/0/target").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void removedAddress_isNotSetAgain() throws Exception {
        install();
        assertThat(run("webhook", "remove", "--json")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/devices/0/result")
                        .asText())
                .isEqualTo("REMOVED");
        terminal.clearRequests();

        run("sync");
        assertThat(hostRequests()).isEmpty();
        assertThat(host().free()).isTrue();
    }
}
