package dev.rollcall.attendance.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.ContentDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyDifferenceTest {

    private static final int ROUNDS = 10_000;

    @Test
    void between_namesExactlyTheOneThatWasDeletedAlteredOrInserted() {
        List<EventKey> all = Keys.some(60, 11);
        Random random = new Random(12);
        for (int round = 0; round < ROUNDS; round++) {
            List<EventKey> other = new ArrayList<>(all);
            int place = random.nextInt(all.size());
            EventId id = all.get(place).id();
            switch (round % 3) {
                case 0 -> {
                    other.remove(place);
                    assertThat(KeyDifference.between(all, other))
                            .isEqualTo(new KeyDifference(List.of(id), List.of(), List.of()));
                }
                case 1 -> {
                    other.set(place, new EventKey(id, new ContentDigest(String.format("%032x", round))));
                    assertThat(KeyDifference.between(all, other))
                            .isEqualTo(new KeyDifference(List.of(), List.of(), List.of(id)));
                }
                default -> {
                    EventKey inserted = Keys.some(1, 1_000_000L + round).get(0);
                    other.add(inserted);
                    assertThat(KeyDifference.between(all, other))
                            .isEqualTo(new KeyDifference(List.of(), List.of(inserted.id()), List.of()));
                }
            }
            assertThat(Keys.tally(other).sum()).isNotEqualTo(Keys.tally(all).sum());
        }
    }

    @Test
    void isEmpty_onlyWhereNothingDiffers() {
        List<EventKey> all = Keys.some(3, 13);

        assertThat(KeyDifference.between(all, all).isEmpty()).isTrue();
        assertThat(KeyDifference.between(all, all.subList(1, 3)).isEmpty()).isFalse();
        assertThat(KeyDifference.between(all.subList(1, 3), all).isEmpty()).isFalse();
        EventKey altered = new EventKey(all.get(0).id(), all.get(1).content());
        assertThat(KeyDifference.between(all, List.of(altered, all.get(1), all.get(2)))
                        .isEmpty())
                .isFalse();
    }
}
