package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Colours: on a terminal only, and only if nobody minds. */
class InkTest {

    private static final String TEXT =
            "ok          front, clock: fine.\nPROBLEM     back, port: ok is not PROBLEM here.\n";

    @Test
    void marks_areColoured_atTheBeginningOfALineOnly() {
        assertThat(Ink.coloured(TEXT))
                .isEqualTo("\u001b[32mok\u001b[0m          front, clock: fine.\n"
                        + "\u001b[1;31mPROBLEM\u001b[0m     back, port: ok is not PROBLEM here.\n");
    }

    @Test
    void colours_areLeftOut_whereNobodySeesThem_orSomebodyMinds() {
        assertThat(Ink.isWanted(Map.of(), true)).isTrue();
        assertThat(Ink.isWanted(Map.of("NO_COLOR", ""), true))
                .as("set but empty")
                .isTrue();
        assertThat(Ink.isWanted(Map.of("NO_COLOR", "1"), true)).isFalse();
        assertThat(Ink.isWanted(Map.of("TERM", "dumb"), true)).isFalse();
        assertThat(Ink.isWanted(Map.of(), false)).isFalse();
        assertThat(Ink.on(Map.of(), TEXT)).as("no terminal in a test").isEqualTo(TEXT);
    }
}
