package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.access.EventPages;
import dev.rollcall.isapi.access.EventQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways in which a password turns out wrong. */
final class WrongPasswordSituations {

    private WrongPasswordSituations() {}

    static Map<String, Situation> all() {
        Map<String, Situation> all = new LinkedHashMap<>();
        wrongFromTheStart(all);
        changedInBetween(all);
        changedWhileTheNonceGrewOld(all);
        severalClients(all);
        corrected(all);
        badCompany(all);
        StreamSituations.addTo(all);
        return all;
    }

    private static void wrongFromTheStart(Map<String, Situation> all) {
        all.put("wrong from the start", world -> world.hammer(world.client("admin", WrongPasswordWorld.WRONG)));
        all.put("wrong from the start, searches only", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            world.tries(8, () -> world.firstPage(client));
        });
        all.put("wrong from the start, one search asked again and again", world -> {
            EventPages pages = world.client("admin", WrongPasswordWorld.WRONG)
                    .access()
                    .events(EventQuery.builder().build());
            world.tries(8, pages::next);
        });
        all.put("wrong user", world -> world.hammer(world.client("operator", WrongPasswordWorld.RIGHT)));
        all.put("wrong user and password", world -> world.hammer(world.client("root", WrongPasswordWorld.WRONG)));
        all.put("other letter case", world -> world.hammer(world.client("admin", "Right-One")));
        all.put("user in other letter case", world -> world.hammer(world.client("ADMIN", WrongPasswordWorld.RIGHT)));
        all.put("blank at the end", world -> world.hammer(world.client("admin", WrongPasswordWorld.RIGHT + " ")));
        all.put(
                "characters beyond ASCII",
                world -> world.hammer(world.client("admin", "r\u00efght-\u00f6n\u00e9-\u5bc6")));
        all.put("one character", world -> world.hammer(world.client("admin", "x")));
        all.put("a thousand characters", world -> world.hammer(world.client("admin", "x".repeat(1000))));
        all.put("quotes and backslashes", world -> world.hammer(world.client("admin", "\"\\\"right-one\\")));
        all.put("wrong, hours between the tries", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            for (int hour = 0; hour < 12; hour++) {
                world.tries(1, () -> client.system().time());
                world.pass(Duration.ofHours(1));
            }
        });
        all.put("wrong, a minute between the tries", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            for (int minute = 0; minute < 12; minute++) {
                world.tries(1, () -> client.system().deviceInfo());
                world.pass(Duration.ofMinutes(1));
            }
        });
        all.put("wrong, the device restarts between the tries", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            for (int i = 0; i < 8; i++) {
                world.tries(1, () -> client.system().time());
                world.restart(WrongPasswordWorld.RIGHT, false);
            }
        });
    }

    private static void changedInBetween(Map<String, Situation> all) {
        all.put("changed after one good call", world -> {
            IsapiClient client = world.proven();
            world.restart(WrongPasswordWorld.WRONG, true);
            world.hammer(client);
        });
        all.put("changed after many good calls", world -> {
            IsapiClient client = world.proven();
            for (int i = 0; i < 20; i++) {
                client.system().time();
            }
            world.restart(WrongPasswordWorld.WRONG, true);
            world.hammer(client);
        });
        all.put("changed after a whole search", world -> {
            IsapiClient client = world.proven();
            world.tries(
                    1,
                    () -> client.access().events(EventQuery.builder().build()).forEachRemaining(page -> {}));
            world.restart(WrongPasswordWorld.WRONG, true);
            world.tries(8, () -> world.firstPage(client));
        });
        all.put("changed in the middle of a search", world -> {
            IsapiClient client = world.proven();
            EventPages pages = client.access().events(EventQuery.builder().build());
            world.tries(1, pages::next);
            world.restart(WrongPasswordWorld.WRONG, true);
            world.tries(8, pages::next);
        });
    }

    private static void changedWhileTheNonceGrewOld(Map<String, Situation> all) {
        all.put("changed while the nonce grew old", world -> {
            IsapiClient client = world.proven();
            world.pass(Duration.ofSeconds(31));
            world.restart(WrongPasswordWorld.WRONG, true);
            world.pass(Duration.ofSeconds(31));
            world.hammer(client);
        });
        all.put("changed, and the nonce grows old before each try", world -> {
            IsapiClient client = world.proven();
            world.restart(WrongPasswordWorld.WRONG, true);
            for (int i = 0; i < 8; i++) {
                world.tries(1, () -> client.system().time());
                world.pass(Duration.ofSeconds(31));
            }
        });
        all.put("changed, noticed by a new client", world -> {
            world.proven();
            world.restart(WrongPasswordWorld.WRONG, true);
            world.hammer(world.client("admin", WrongPasswordWorld.RIGHT));
        });
        all.put("changed to the right one and back", world -> {
            IsapiClient client = world.proven();
            world.restart(WrongPasswordWorld.WRONG, true);
            world.tries(1, () -> client.system().time());
            world.restart(WrongPasswordWorld.RIGHT, true);
            world.tries(1, () -> client.system().time());
            world.restart(WrongPasswordWorld.WRONG, true);
            world.hammer(client);
        });
        all.put("changed between two threads' calls", world -> {
            IsapiClient client = world.proven();
            world.parallel(4, i -> client.system().time());
            world.restart(WrongPasswordWorld.WRONG, true);
            world.parallel(8, i -> client.system().time());
        });
    }

    private static void severalClients(Map<String, Situation> all) {
        all.put("eight threads on one client", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            world.parallel(8, i -> client.system().time());
            world.parallel(8, i -> client.system().deviceInfo());
        });
        all.put("eight clients with one guard at once", world -> {
            List<IsapiClient> many = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                many.add(world.client("admin", WrongPasswordWorld.WRONG));
            }
            world.parallel(8, i -> many.get(i).system().time());
        });
        all.put("eight proven clients with one guard, changed", world -> {
            List<IsapiClient> many = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                many.add(world.proven());
            }
            world.restart(WrongPasswordWorld.WRONG, true);
            world.parallel(8, i -> many.get(i).system().time());
        });
        all.put("the guard handed to a second client after one refusal", world -> {
            world.tries(
                    1,
                    () -> world.client("admin", WrongPasswordWorld.WRONG)
                            .system()
                            .time());
            world.hammer(world.client("admin", WrongPasswordWorld.WRONG));
        });
        all.put("a copy made by newBuilder after one refusal", world -> {
            IsapiClient first = world.client("admin", WrongPasswordWorld.WRONG);
            world.tries(1, () -> first.system().time());
            world.hammer(world.keep(first.newBuilder().build()));
            world.hammer(first);
        });
        all.put("a new client for each call", world -> {
            for (int i = 0; i < 8; i++) {
                world.tries(
                        1,
                        () -> world.client("admin", WrongPasswordWorld.WRONG)
                                .system()
                                .time());
                world.last().close();
            }
            world.client("admin", WrongPasswordWorld.WRONG);
        });
        all.put("a new client for each search", world -> {
            for (int i = 0; i < 8; i++) {
                world.tries(1, () -> world.firstPage(world.client("admin", WrongPasswordWorld.WRONG)));
                world.last().close();
            }
            world.client("admin", WrongPasswordWorld.WRONG);
        });
    }

    private static void corrected(Map<String, Situation> all) {
        all.put("two clients in turns", world -> {
            IsapiClient one = world.client("admin", WrongPasswordWorld.WRONG);
            IsapiClient other = world.client("admin", WrongPasswordWorld.WRONG);
            for (int i = 0; i < 5; i++) {
                world.tries(1, () -> one.system().time());
                world.tries(1, () -> other.system().deviceInfo());
            }
        });
        all.put("corrected after two refusals, with a new guard", world -> {
            world.hammer(world.client("admin", WrongPasswordWorld.WRONG));
            world.newGuard();
            world.client("admin", WrongPasswordWorld.RIGHT).system().time();
        });
        all.put("corrected after one refusal", world -> {
            world.tries(
                    1,
                    () -> world.client("admin", WrongPasswordWorld.WRONG)
                            .system()
                            .time());
            world.client("admin", WrongPasswordWorld.RIGHT).system().time();
            assertThat(world.gaveUp()).isFalse();
        });
    }

    private static void badCompany(Map<String, Situation> all) {
        all.put("somebody else failed twice before", world -> {
            world.somebodyElseFails(2);
            world.hammer(world.client("admin", WrongPasswordWorld.WRONG));
        });
        all.put("somebody else fails in between", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            world.tries(1, () -> client.system().time());
            world.somebodyElseFails(1);
            world.hammer(client);
        });
        all.put("somebody else locked the account; wrong after the lock", world -> {
            world.somebodyElseFails(5);
            assertThat(world.locked()).isTrue();
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            world.hammer(client);
            assertThat(world.refusedPresentations())
                    .as("nothing is presented to a locked device")
                    .isZero();
            world.pass(Duration.ofMinutes(31));
            world.hammer(client);
        });
        all.put("somebody else locked the account after good service", world -> {
            IsapiClient client = world.proven();
            world.somebodyElseFails(5);
            for (int minute = 0; minute < 31; minute++) {
                world.tries(1, () -> client.system().time());
                world.pass(Duration.ofMinutes(1));
            }
            assertThat(world.locked()).as("our tries have not prolonged it").isFalse();
            client.system().time();
        });
        all.put("the device is too slow to say so", world -> {
            world.setLatency(Duration.ofMillis(100));
            IsapiClient client = world.keep(world.builder("admin", WrongPasswordWorld.WRONG)
                    .callTimeout(Duration.ofMillis(150))
                    .build());
            world.tries(7, () -> client.system().time());
            world.setLatency(Duration.ZERO);
        });
        all.put("changed, and the device is too slow to say so", world -> {
            IsapiClient client = world.keep(world.builder("admin", WrongPasswordWorld.RIGHT)
                    .callTimeout(Duration.ofMillis(150))
                    .build());
            world.tries(1, () -> client.system().time());
            world.restart(WrongPasswordWorld.WRONG, true);
            world.setLatency(Duration.ofMillis(100));
            world.tries(7, () -> client.system().time());
            world.setLatency(Duration.ZERO);
        });
    }

    interface Situation {
        void play(WrongPasswordWorld world) throws Exception;
    }
}
