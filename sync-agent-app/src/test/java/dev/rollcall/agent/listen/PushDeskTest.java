package dev.rollcall.agent.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushDeskTest {
    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    private final InMemoryStore store = new InMemoryStore();
    private final PushTokens tokens =
            new PushTokens(Base64.getUrlEncoder().encodeToString(new byte[32]), List.of(FRONT));

    @Test
    void close_keepsNobodyFromClosingMore_thoughTheJournalFails() {
        store.meet(Events.sight(Events.DEVICE, "front"));
        PushDesk desk = new PushDesk(
                tokens,
                (type, body, cut, device, known) -> new PushReader.Pushed(
                        new TranslatedPage(List.of(Events.punch(Events.DEVICE, 1)), List.of(), 0), List.of(), null),
                failingAtTheEnd(),
                store,
                new PushDesk.Surroundings(
                        StepListener.NONE,
                        InstantSource.fixed(Events.SEEN),
                        () -> 0,
                        device -> {},
                        Duration.ofMinutes(1),
                        new PostBoard()));
        String token = tokens.pathOf(FRONT).substring(PushTokens.PATH.length());
        assertThat(desk.take(token, null, new byte[0], false)).isEqualTo(PushDesk.Verdict.TAKEN);
        assertThat(store.device(FRONT).events()).isEqualTo(1);

        assertThatCode(desk::close).doesNotThrowAnyException();
    }

    private Journal failingAtTheEnd() {
        return (Journal) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("closePass")) {
                        throw new JournalException("the disk is gone");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
