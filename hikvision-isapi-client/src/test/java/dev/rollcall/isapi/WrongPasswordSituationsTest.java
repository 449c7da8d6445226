package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.isapi.WrongPasswordSituations.Situation;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.LoginTraits;
import dev.rollcall.simulator.LoginTraits.DigestOffer;
import dev.rollcall.simulator.LoginTraits.LockBody;
import dev.rollcall.simulator.StreamTraits;
import dev.rollcall.simulator.StreamTraits.Busy;
import dev.rollcall.simulator.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A password that the device does not take is presented at most twice in all, and the device's own lock never engages: every
 * firmware times every situation in which a password can turn out wrong.
 */
@Tag("any-jackson")
@Execution(ExecutionMode.CONCURRENT)
final class WrongPasswordSituationsTest {

    private static final List<String> DOOR_SITUATIONS = List.of(
            "wrong from the start",
            "changed after one good call",
            "changed while the nonce grew old",
            "eight proven clients with one guard, changed",
            "somebody else locked the account; wrong after the lock",
            "somebody else locked the account after good service",
            "stream opened, wrong from the start",
            "a listening and an asking client with one guard, changed",
            "the place for streams is taken and right passwords get no answer");

    static Stream<Arguments> situations() {
        List<Arguments> all = new ArrayList<>();
        for (FirmwareProfile profile : FirmwareProfile.all()) {
            WrongPasswordSituations.all()
                    .forEach((name, situation) ->
                            all.add(Arguments.of(profile.name() + ": " + name, profile, situation)));
        }
        for (FirmwareProfile variant : doors()) {
            for (String name : DOOR_SITUATIONS) {
                all.add(Arguments.of(
                        variant.name() + ": " + name,
                        variant,
                        WrongPasswordSituations.all().get(name)));
            }
        }
        return all.stream();
    }

    /** Logins and locks in forms that no named profile has. */
    private static List<FirmwareProfile> doors() {
        List<FirmwareProfile> doors = new ArrayList<>();
        for (DigestOffer offer : DigestOffer.values()) {
            if (offer != DigestOffer.NONE) {
                doors.add(door("digest " + offer, LoginTraits.DIGEST, offer));
            }
        }
        for (LockBody body : LockBody.values()) {
            doors.add(door("lock body " + body, LoginTraits.LOCK_BODY, body));
        }
        for (int uses = 1; uses <= 3; uses++) {
            doors.add(door("nonces for " + uses, LoginTraits.NONCE_USES, uses));
        }
        doors.add(door("lock prolonged by tries", LoginTraits.LOCK_PROLONGED, true));
        doors.add(door("basic in the same header", LoginTraits.BASIC, LoginTraits.BasicOffer.SAME_HEADER));
        doors.add(door("basic in a header of its own", LoginTraits.BASIC, LoginTraits.BasicOffer.OWN_HEADER));
        for (Busy busy : Busy.values()) {
            doors.add(door("place taken " + busy, StreamTraits.BUSY, busy));
        }
        doors.add(door("no qop", LoginTraits.QOP_OFFERED, false));
        return doors;
    }

    private static <T> FirmwareProfile door(String name, Trait<T> trait, T value) {
        return FirmwareProfile.GENERIC.toBuilder(name).with(trait, value).build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    @Timeout(60)
    void password_isPresentedTwiceAtMost(String name, FirmwareProfile profile, Situation situation) throws Exception {
        try (WrongPasswordWorld world = new WrongPasswordWorld(profile)) {
            situation.play(world);
            assertThat(world.locked()).as("the device's lock").isFalse();
            assertThat(world.refusedPresentations()).as("presentations").isLessThanOrEqualTo(2);
            assertThat(world.wrongPasswordsSeen())
                    .as("failures the device counted")
                    .isLessThanOrEqualTo(2);
            int requests = world.requests();
            if (world.gaveUp()) {
                assertThat(catchThrowable(() -> world.last().system().time()))
                        .matches(
                                WrongPasswordSituationsTest::saysThatItIsWithheld,
                                "says that the password is withheld");
                assertThat(world.requests()).as("nothing is sent any more").isEqualTo(requests);
            }
        }
    }

    /** Where the device only gave no answer, nobody was refused. */
    private static boolean saysThatItIsWithheld(Throwable thrown) {
        return thrown instanceof IsapiException.Unauthorized refused
                ? refused.reason() == IsapiException.Unauthorized.Cause.WITHHELD
                : thrown instanceof IsapiException.Unavailable away
                        && away.withheldUntil().isPresent();
    }

    @Test
    void situations_areTwoHundredAtLeast() {
        assertThat(situations()).hasSizeGreaterThanOrEqualTo(200);
    }
}
