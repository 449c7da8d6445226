package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.reconcile.Pieces.Piece;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The receiver may have an event two days beside the day on which the journal has it: all of that is compared, and nothing twice. */
class PiecesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    private static LocalDateTime start(int days) {
        return DAY.plusDays(days).atStartOfDay();
    }

    @Test
    void withoutABeginning_allIsOnePiece() {
        assertThat(Pieces.of(null, null, Set.of(DAY)).all()).containsExactly(new Piece(null, null));
        assertThat(Pieces.of(null, start(3), Set.of(DAY)).all()).containsExactly(new Piece(null, start(5)));
    }

    @Test
    void daysBeside_arePiecesOfTheirOwn_theLatestFirst() {
        Pieces pieces = Pieces.of(start(0), null, Set.of(DAY.minusDays(30), DAY.minusDays(10), DAY.plusDays(2)));

        assertThat(pieces.all())
                .containsExactly(
                        new Piece(start(-2), null),
                        new Piece(start(-12), start(-7)),
                        new Piece(start(-32), start(-27)));
        assertThat(pieces.cover(DAY.minusDays(10))).isTrue();
        assertThat(pieces.cover(DAY.minusDays(11)))
                .as("its margin was not compared")
                .isFalse();
        assertThat(pieces.cover(DAY)).isTrue();
        assertThat(Pieces.NONE.cover(DAY)).isFalse();
    }

    @Test
    void piecesThatTouch_areOne() {
        Pieces pieces = Pieces.of(start(0), start(31), Set.of(DAY.minusDays(4), DAY.minusDays(9)));

        assertThat(pieces.all()).containsExactly(new Piece(start(-11), start(33)));
        assertThat(pieces.cover(DAY.minusDays(9))).isTrue();
        assertThat(pieces.cover(DAY.plusDays(31))).isFalse();
    }
}
