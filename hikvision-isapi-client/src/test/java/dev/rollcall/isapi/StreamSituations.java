package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.WrongPasswordSituations.Situation;
import dev.rollcall.isapi.notification.EventStream;
import dev.rollcall.isapi.notification.StreamTimeouts;
import dev.rollcall.isapi.notification.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ways in which a password turns out wrong where a stream of events is opened. */
final class StreamSituations {

    private static final StreamTimeouts PATIENT = new StreamTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(60));
    private static final StreamTimeouts HASTY = new StreamTimeouts(Duration.ofMillis(150), Duration.ofSeconds(60));

    private StreamSituations() {}

    static void addTo(Map<String, Situation> all) {
        streamsAlone(all);
        streamsAndCalls(all);
        silence(all);
    }

    private static void streamsAlone(Map<String, Situation> all) {
        all.put("stream opened, wrong from the start", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            world.tries(8, () -> listen(client));
        });
        all.put("subscription opened, wrong from the start", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            world.tries(8, () -> subscribe(client));
        });
        all.put("stream opened by a new client each time", world -> {
            for (int i = 0; i < 8; i++) {
                world.tries(1, () -> listen(world.client("admin", WrongPasswordWorld.WRONG)));
                world.last().close();
            }
            world.client("admin", WrongPasswordWorld.WRONG);
        });
        all.put("stream opened by eight clients with one guard at once", world -> {
            List<IsapiClient> many = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                many.add(world.client("admin", WrongPasswordWorld.WRONG));
            }
            world.parallel(8, i -> listen(many.get(i)));
        });
        all.put("changed while a stream was open, which is opened again", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.RIGHT);
            world.tries(1, () -> listen(client));
            world.restart(WrongPasswordWorld.WRONG, true);
            world.tries(8, () -> listen(client));
        });
        all.put("stream opened every two minutes, as advised", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            for (int i = 0; i < 8; i++) {
                world.tries(1, () -> listen(client));
                world.pass(Duration.ofMinutes(2));
            }
        });
    }

    private static void streamsAndCalls(Map<String, Situation> all) {
        all.put("stream opened after other calls were refused", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            world.hammer(client);
            world.tries(4, () -> listen(client));
            world.tries(4, () -> subscribe(client));
        });
        all.put("other calls after streams were refused", world -> {
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            world.tries(1, () -> listen(client));
            world.hammer(client);
        });
        all.put("a listening and an asking client with one guard, changed", world -> {
            IsapiClient asking = world.proven();
            IsapiClient listening = world.proven();
            world.restart(WrongPasswordWorld.WRONG, true);
            for (int i = 0; i < 5; i++) {
                world.tries(1, () -> asking.system().time());
                world.tries(1, () -> listen(listening));
            }
        });
        all.put("four listening and four asking clients at once, changed", world -> {
            List<IsapiClient> many = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                many.add(world.proven());
            }
            world.restart(WrongPasswordWorld.WRONG, true);
            world.parallel(8, i -> {
                if (i % 2 == 0) {
                    listen(many.get(i));
                } else {
                    many.get(i).system().time();
                }
            });
        });
        all.put("changed while a stream stays open", world -> {
            IsapiClient client = world.proven();
            world.tries(1, () -> client.notification().alertStream(PATIENT));
            world.restart(WrongPasswordWorld.WRONG, true);
            world.hammer(client);
            world.tries(4, () -> listen(client));
        });
    }

    private static void silence(Map<String, Situation> all) {
        all.put("stream opened, the device is too slow to say so", world -> {
            world.setLatency(Duration.ofMillis(100));
            IsapiClient client = world.client("admin", WrongPasswordWorld.WRONG);
            world.tries(7, () -> listen(client, HASTY));
            world.tries(2, () -> client.system().time());
            world.setLatency(Duration.ZERO);
        });
        all.put("the place for streams is taken and right passwords get no answer", world -> {
            IsapiClient holding = world.client("admin", WrongPasswordWorld.RIGHT);
            world.tries(1, () -> holding.notification().alertStream(PATIENT));
            IsapiClient listening = world.client("admin", WrongPasswordWorld.RIGHT);
            for (int i = 0; i < 4; i++) {
                world.tries(1, () -> listen(listening, HASTY));
                assertThat(holding.system().time()).as("other calls go on").isNotNull();
            }
            assertThat(world.wrongPasswordsSeen()).isZero();
        });
    }

    private static void listen(IsapiClient client) {
        listen(client, PATIENT);
    }

    private static void listen(IsapiClient client, StreamTimeouts timeouts) {
        try (EventStream stream = client.notification().alertStream(timeouts)) {
            assertThat(stream).isNotNull();
        }
    }

    private static void subscribe(IsapiClient client) {
        try (EventStream stream =
                client.notification().subscribe(Subscription.builder().build(), PATIENT)) {
            assertThat(stream).isNotNull();
        }
    }
}
