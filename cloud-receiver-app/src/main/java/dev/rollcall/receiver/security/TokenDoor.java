package dev.rollcall.receiver.security;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.Token;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a presented secret allows. Thread-safe. */
public final class TokenDoor {

    private static final Logger log = LoggerFactory.getLogger(TokenDoor.class);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final InstantSource clock;

    public TokenDoor(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Returns what a secret allows; empty if it is unknown, revoked or over. The database is asked each time, so that a change
     * counts at once on every replica.
     *
     * @throws StoreFailedException if the tokens cannot be read, which says nothing about the secret
     */
    public Optional<Grant> admit(String presented) {
        return Secret.parse(presented).flatMap(this::admit);
    }

    /** Returns the device a webhook address was made for; empty if the address is unknown, revoked or over. */
    public Optional<Device> device(String presented) {
        return Secret.parse(presented)
                .flatMap(secret -> store.read(unit -> good(unit, secret)
                        .filter(token -> token.role() == Role.HOOK)
                        .flatMap(token -> token.devices().stream().findFirst())
                        .flatMap(unit.devices()::find)));
    }

    private Optional<Grant> admit(Secret secret) {
        Optional<Token> found = store.read(unit -> good(unit, secret));
        found.filter(this::isToBeNoted).ifPresent(this::note);
        return found.filter(token -> token.role() != Role.HOOK)
                .map(token -> new Grant(token.id(), token.role(), token.name(), keys(token)));
    }

    private Optional<Token> good(UnitOfWork unit, Secret secret) {
        return unit.tokens()
                .byHash(secret.hash())
                .filter(token -> token.isGood(clock.instant()) && secret.hasHash(token.hash()));
    }

    private Set<DeviceKey> keys(Token token) {
        if (token.devices().isEmpty()) {
            return Set.of();
        }
        return store.read(unit -> token.devices().stream()
                .map(unit.devices()::find)
                .flatMap(Optional::stream)
                .map(Device::key)
                .collect(Collectors.toSet()));
    }

    private boolean isToBeNoted(Token token) {
        Instant last = token.lastUsed();
        return last == null || last.plus(NOTED_EVERY).isBefore(clock.instant());
    }

    private void note(Token token) {
        try {
            store.write(unit -> {
                unit.tokens().touch(token.id(), clock.instant());
                return token;
            });
        } catch (StoreFailedException failed) {
            log.warn("could not note that token {} was used; the request goes on", token.id(), failed);
        }
    }
}
