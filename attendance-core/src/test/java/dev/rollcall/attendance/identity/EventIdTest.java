package dev.rollcall.attendance.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.EventId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventIdTest {

    static Stream<List<String>> goldenIds() throws IOException {
        try (InputStream file = EventIdTest.class.getResourceAsStream("/identity/event-ids.tsv")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenIds")
    void idOf_isTheGoldenOne(List<String> row) {
        Events event = new Events(
                row.get(0),
                row.get(1).isEmpty() ? null : Long.valueOf(row.get(1)),
                java.time.LocalDateTime.parse(row.get(2)),
                null,
                Integer.parseInt(row.get(3)),
                Integer.parseInt(row.get(4)),
                emptyToNull(row.get(5)),
                emptyToNull(row.get(6)),
                numberOrNull(row.get(7)),
                numberOrNull(row.get(8)));

        assertThat(EventIdentity.idOf(event.build())).isEqualTo(EventId.of(row.get(9)));
    }

    @Test
    void goldenIds_coverEveryKindOfRow() throws IOException {
        assertThat(goldenIds()).hasSize(13);
    }

    @Test
    void idOf_ignoresPersonDoorAndReader_whenSerialIsThere() {
        Events punch = Events.punch();

        assertThat(EventIdentity.idOf(punch.person("7").door(9).reader(9).build()))
                .isEqualTo(EventIdentity.idOf(punch.build()));
    }

    @Test
    void idOf_ignoresThePrintedOffset() {
        Events punch = Events.punch();
        Events without = new Events(punch.device(), 173L, punch.wallClock(), null, 5, 75, "00012", null, 1, 1);

        assertThat(EventIdentity.idOf(without.build())).isEqualTo(EventIdentity.idOf(punch.build()));
    }

    @Test
    void idOf_keepsLeadingZerosApart_whenSerialIsMissing() {
        Events punch = Events.punch().serial(null);

        assertThat(EventIdentity.idOf(punch.person("12").build()))
                .isNotEqualTo(EventIdentity.idOf(punch.person("00012").build()));
    }

    @Test
    void idOf_cannotBeForgedByLineBreaks() {
        Events punch = Events.punch().serial(null).door(null).reader(null);

        assertThat(EventIdentity.idOf(punch.person("1\n-").build()))
                .isNotEqualTo(EventIdentity.idOf(punch.person("1").build()))
                .isNotEqualTo(EventIdentity.idOf(punch.person("1\\n-").build()));
    }

    @Test
    void of_refusesOtherForms() {
        assertThatThrownBy(() -> EventId.of("ABC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ABC");
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Integer numberOrNull(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text);
    }
}
