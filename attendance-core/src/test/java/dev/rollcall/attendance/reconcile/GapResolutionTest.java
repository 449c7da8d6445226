package dev.rollcall.attendance.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GapResolutionTest {

    private static final SerialRange GAP = new SerialRange(10, 12);

    @Test
    void of_tellsWhatTheDeviceShows() {
        assertThat(of(null, 9, 10, 11, 12, 13)).isEqualTo(GapResolution.FOUND);
        assertThat(of(1L, 9, 11, 13)).isEqualTo(GapResolution.PARTLY_FOUND);
        assertThat(of(1L, 9, 13)).isEqualTo(GapResolution.ABSENT);
        assertThat(of(13L, 13)).isEqualTo(GapResolution.OVERWRITTEN);
        assertThat(of(50L)).isEqualTo(GapResolution.OVERWRITTEN);
    }

    @Test
    void of_staysOpenWithoutBothNeighbours() {
        assertThat(of(null)).isEqualTo(GapResolution.OPEN);
        assertThat(of(12L, 13)).isEqualTo(GapResolution.OPEN);
        assertThat(of(1L, 9)).isEqualTo(GapResolution.OPEN);
        assertThat(of(1L, 8, 13)).isEqualTo(GapResolution.OPEN);
        assertThat(of(1L, 9, 14)).isEqualTo(GapResolution.OPEN);
    }

    @Test
    void kind_changesOnlyWithAProof() {
        assertThat(GapResolution.ABSENT.kind(SerialGap.Kind.DELETED)).isEqualTo(SerialGap.Kind.ABSENT);
        assertThat(GapResolution.OVERWRITTEN.kind(SerialGap.Kind.DELETED)).isEqualTo(SerialGap.Kind.OVERWRITTEN);
        for (GapResolution open : List.of(GapResolution.OPEN, GapResolution.FOUND, GapResolution.PARTLY_FOUND)) {
            assertThat(open.kind(SerialGap.Kind.DELETED)).isEqualTo(SerialGap.Kind.DELETED);
        }
    }

    private static GapResolution of(@Nullable Long oldest, long... shown) {
        SerialSet set = SerialSet.of(java.util.Arrays.stream(shown).boxed().toList());
        return GapResolution.of(GAP, set, oldest);
    }
}
