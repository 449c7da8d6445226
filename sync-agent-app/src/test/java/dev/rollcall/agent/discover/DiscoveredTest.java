package dev.rollcall.agent.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.discover.Search.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveredTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "terminal.example", 80, "admin", Secret.of("pw"), null, null);
    private static final String LONG = "DS-K1T341CMF20220412V030308ENFX0000001";

    @Test
    void terminalAtTheConfiguredAddress_hasItsName() {
        assertThat(found(answer(LONG, "10.0.0.7", true), Map.of()).configured()).isEqualTo("front");
        assertThat(found(answer(LONG, "10.0.0.8", true), Map.of()).configured()).isNull();
    }

    @Test
    void terminalThatWasReadBefore_isKnownUnderAnotherAddress() {
        Discovered.Found moved = found(answer(LONG, "10.0.0.8", true), Map.of("front", "FX0000001"));

        assertThat(moved.configured()).isEqualTo("front");
        assertThat(moved.note()).contains("another address, terminal.example:80");
    }

    @Test
    void otherTerminalAtTheConfiguredAddress_isNotTakenForIt() {
        Discovered.Found other = found(answer(LONG, "10.0.0.7", true), Map.of("front", "FX0000009"));

        assertThat(other.configured()).isNull();
        assertThat(other.note()).contains("at the address of front, which was FX0000009");
    }

    @Test
    void table_saysWhatIsNotActivated_andShowsNoControlCharacters() {
        Answer hostile = new Answer(null, "K1\u001b[31m\nX", null, null, "192.0.0.64", "10.0.0.9", 80, false, true);

        String text = Discovered.of(List.of(hostile), List.of("eth0"), List.of(), Map.of(), Map.of())
                .text();

        assertThat(text.lines()).hasSize(2);
        assertThat(text)
                .contains("NO", "set a password on its own page first", "DHCP", "192.0.0.64 was answered from 10.0.0.9")
                .doesNotContain("\u001b");
    }

    private static Discovered.Found found(Answer answer, Map<String, String> keys) {
        return Discovered.of(List.of(answer), List.of("eth0"), List.of(FRONT), Map.of("front", "10.0.0.7"), keys)
                .devices()
                .get(0);
    }

    private static Answer answer(String serial, String address, boolean activated) {
        return new Answer(
                serial, "DS-K1T341CMF", "V3.3.8", "02:00:00:00:00:01", address, address, 80, activated, false);
    }
}
