package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.isapi.WrongPasswordWorld.Situation;
import dev.rollcall.simulator.FirmwareProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A password that the device does not take is presented at most twice in all, and the device's own lock never engages: every
 * firmware times every situation in which a password can turn out wrong.
 */
final class WrongPasswordSituationsTest {

    static Stream<Arguments> situations() {
        List<Arguments> all = new ArrayList<>();
        for (FirmwareProfile profile : FirmwareProfile.all()) {
            WrongPasswordWorld.situations().forEach((name, situation) ->
                    all.add(Arguments.of(profile.name() + ": " + name, profile, situation)));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    @Timeout(60)
    void password_isPresentedTwiceAtMost(String name, FirmwareProfile profile, Situation situation) throws Exception {
        try (WrongPasswordWorld world = new WrongPasswordWorld(profile)) {
            situation.play(world);
            assertThat(world.locked()).as("the device's lock").isFalse();
            assertThat(world.refusedPresentations()).as("presentations").isLessThanOrEqualTo(2);
            assertThat(world.wrongPasswordsSeen()).as("failures the device counted").isLessThanOrEqualTo(2);
            int requests = world.requests();
            if (world.gaveUp()) {
                assertThat(catchThrowable(() -> world.last().system().time()))
                        .isInstanceOfSatisfying(
                                IsapiException.Unauthorized.class,
                                e -> assertThat(e.reason()).isEqualTo(IsapiException.Unauthorized.Cause.WITHHELD));
                assertThat(world.requests()).as("nothing is sent any more").isEqualTo(requests);
            }
        }
    }

    @Test
    void situations_areTwoHundredAtLeast() {
        assertThat(situations()).hasSizeGreaterThanOrEqualTo(200);
    }
}
