package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.isapi.notification.ListeningHost;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.PushTraits;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Telling terminals to post to the agent, and no more. */
class WebhookIT extends WebhookFixture {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void install_saysThatItWorks_onlyOnceAnEventHasArrived(boolean beside) throws Exception {
        first(beside);
        Thread person = new Thread(
                () -> {
                    Awaitility.await().until(() -> err.toString().contains("let somebody punch at front"));
                    terminal.device().punch(NIMAL, 75);
                },
                "person");
        person.start();

        int exitCode = run("webhook", "install", "--wait", "30s");
        person.join(10_000);

        assertThat(exitCode).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .contains("slot 1 posts to http://127.0.0.1:"
                        + home.config().listen().port() + " now (read back)")
                .contains("an event has arrived: it works")
                .doesNotContain("/api/attendance");
        assertThat(host().url()).startsWith("/api/attendance/webhook/");
        if (!beside) {
            run("sync");
        }
        until(() -> receiver.stored().size() == 1);
        // The journal is told of posts once a second.
        until(() -> status().at("/listener/posts").asInt() == 1);
        JsonNode listener = status().path("listener");
        assertThat(listener.path("listening").asBoolean()).isEqualTo(beside);
        assertThat(listener.at("/devices/0/lastEvent").isTextual()).isTrue();
        assertThat(listener.at("/devices/0/targetState").asText()).isEqualTo("held");
    }

    @Test
    void install_failsWithWhatToCheck_ifNoEventArrives() throws Exception {
        assertThat(run("webhook", "install", "--wait", "200ms", "--json")).isEqualTo(1);

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/devices/0/result").asText()).isEqualTo("SILENT");
        assertThat(report.at("/devices/0/text").asText()).contains("firewall", "Did somebody punch");
        assertThat(report.at("/exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void onlySlotOfSomebodyElse_isReplacedByConsentOnly() throws Exception {
        terminal.pushTo(FOREIGN);

        assertThat(run("webhook", "install", "--wait", "0s")).isEqualTo(1);
        assertThat(out.toString())
                .contains("the only slot posts to http://127.0.0.1:9, which would get no events any more")
                .contains("webhook install --device front --yes");
        assertThat(host().url()).isEqualTo("/other");
        assertThat(writes()).isEmpty();

        agreed = true;
        assertThat(run("webhook", "install", "--wait", "0s"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(host().url()).startsWith("/api/attendance/webhook/");

        terminal.pushTo(FOREIGN);
        agreed = false;
        assertThat(run("webhook", "install", "--wait", "0s", "--yes")).isZero();
        assertThat(host().url()).startsWith("/api/attendance/webhook/");
    }

    @Test
    void severalSlots_theFreeOneIsTaken_andTheForeignOneStaysAsItIs() throws Exception {
        terminal.close();
        terminal = terminal(FirmwareProfile.GENERIC.toBuilder("two slots")
                .with(PushTraits.SLOTS, 2)
                .build());
        home = home();
        terminal.pushTo(FOREIGN);
        ListeningHost foreign = host();

        assertThat(run("webhook", "install", "--wait", "0s"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(hosts().get(0).raw()).isEqualTo(foreign.raw());
        assertThat(hosts().get(1).url()).startsWith("/api/attendance/webhook/");

        assertThat(run("webhook", "remove")).isZero();
        assertThat(out.toString()).contains("slot 2 is free now");
        assertThat(hosts().get(0).raw()).isEqualTo(foreign.raw());
        assertThat(hosts().get(1).free()).isTrue();
        terminal.clearRequests();
        assertThat(run("webhook", "remove")).isZero();
        assertThat(out.toString()).contains("no slot holds our address; nothing was changed");
        assertThat(writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "", " "})
    void address_thatNoTerminalCanUse_isRefused(String address) throws Exception {
        assertThat(run("webhook", "install", "--address", address, "--wait", "0s"))
                .isEqualTo(2);
        assertThat(out.toString() + err).contains("--address 192.168.1.10");
        assertThat(writes()).isEmpty();
    }

    @Test
    void terminalThatKeepsNoUrl_isSaidNotToWork() throws Exception {
        terminal.close();
        terminal = terminal(FirmwareProfile.K1A340FWX);
        home = home();

        assertThat(run("webhook", "install", "--wait", "10s")).isEqualTo(1);
        assertThat(out.toString()).contains("did not keep url");
        assertThat(status().at("/listener/devices/0/target").isNull()).isTrue();
    }

    @Test
    void wrongUsage_isNamed() throws Exception {
        assertThat(run("webhook", "install", "--device", "nobody", "--wait", "soon", "--slot", "2"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("No device is called 'nobody'")
                .contains("--wait 'soon' is no duration")
                .contains("--slot replaces");
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), PASSWORD);
        assertThat(run("webhook", "install")).isEqualTo(2);
        assertThat(run("webhook", "remove")).isEqualTo(2);
        assertThat(err.toString()).contains("listen.port");
    }
}
