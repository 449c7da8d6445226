package dev.rollcall.attendance.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.ContentDigest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    @Test
    void hash_ofOneEvent_isTheSameForEver() {
        Tally one = Tally.of(EventId.of("00112233445566778899aabbccddeeff"), new ContentDigest("f".repeat(32)));

        assertThat(one.events()).isEqualTo(1);
        assertThat(one.hash()).isEqualTo("7c594e73fd3e5836d4e914a604c6a7f7");
    }

    @Test
    void sum_isTheSameInAnyOrder_andIsTheSumModulo2To128() {
        List<EventKey> keys = new ArrayList<>(Keys.some(5_000, 1));
        Tally forward = Keys.tally(keys);
        BigInteger expected = BigInteger.ZERO;
        for (EventKey key : keys) {
            expected = expected.add(new BigInteger(Tally.of(key).hash(), 16)).mod(MODULUS);
        }

        Collections.shuffle(keys, new Random(7));

        assertThat(Keys.tally(keys)).isEqualTo(forward);
        assertThat(new BigInteger(forward.hash(), 16)).isEqualTo(expected);
        assertThat(forward.sum()).isEqualTo(new TallySum(5_000, forward.hash()));
    }

    @Test
    void minus_takesAwayWhatPlusAdded_alsoBelowNothing() {
        Tally some = Keys.tally(Keys.some(100, 2));
        Tally others = Keys.tally(Keys.some(40, 3));

        assertThat(some.plus(others).minus(others)).isEqualTo(some);
        assertThat(some.minus(some).isZero()).isTrue();
        assertThat(some.isZero()).isFalse();
        Tally owed = Tally.ZERO.minus(some);
        assertThat(new BigInteger(owed.hash(), 16))
                .isEqualTo(MODULUS.subtract(new BigInteger(some.hash(), 16)).mod(MODULUS));
        assertThat(owed.plus(some).hash()).isEqualTo(Tally.ZERO.hash());
    }

    @Test
    void pairs_doNotCancelEachOther() {
        Tally one = Keys.tally(Keys.some(1, 4));

        assertThat(one.plus(one).hash()).isNotEqualTo(Tally.ZERO.hash()).isNotEqualTo(one.hash());
    }

    @Test
    void everyPart_countsInTheHash() {
        EventKey key = Keys.some(1, 5).get(0);
        EventKey otherContent = new EventKey(key.id(), new ContentDigest("0".repeat(32)));
        EventKey otherId = new EventKey(EventId.of("0".repeat(32)), key.content());

        assertThat(List.of(
                        Tally.of(key).hash(),
                        Tally.of(otherContent).hash(),
                        Tally.of(otherId).hash()))
                .doesNotHaveDuplicates();
        assertThat(Tally.of(key)).hasToString("1 events, " + Tally.of(key).hash());
    }

    @Test
    void sum_refusesWhatIsNoHash() {
        assertThatThrownBy(() -> new TallySum(1, "xyz")).hasMessageContaining("xyz");
        assertThat(TallySum.ZERO).isEqualTo(new TallySum(0, "0".repeat(32)));
    }
}
