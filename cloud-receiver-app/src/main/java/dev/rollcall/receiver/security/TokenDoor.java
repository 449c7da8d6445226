package dev.rollcall.receiver.security;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
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
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a presented secret allows. Thread-safe. */
public final class TokenDoor {

    private static final Logger log = LoggerFactory.getLogger(TokenDoor.class);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    private static final int ADDRESSES_REMEMBERED = 10_000;

    private final Store store;
    private final InstantSource clock;
    private final Cache<String, Address> addresses;

    /** A webhook address that was found good. */
    private record Address(Token token, Device device) {}

    /**
     * Makes a door.
     *
     * @param memory   how long a webhook address that was good is taken for good without asking the database: a change on another
     *                 replica or by a command counts after that time at the latest; zero asks each time
     * @param nanoTime for measuring that time
     */
    public TokenDoor(Store store, InstantSource clock, Duration memory, LongSupplier nanoTime) {
        this.store = store;
        this.clock = clock;
        this.addresses = CacheBuilder.newBuilder()
                .expireAfterWrite(memory)
                .maximumSize(ADDRESSES_REMEMBERED)
                .ticker(ticker(nanoTime))
                .build();
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

    /**
     * Returns the device a webhook address was made for, as it was known at most the time of memory ago; empty if the address is unknown,
     * revoked or over. Terminals post to few addresses again and again, and each post would ask the database for nothing but this.
     *
     * @throws StoreFailedException if the addresses cannot be read, which says nothing about this one
     */
    public Optional<Device> device(String presented) {
        return Secret.parse(presented).flatMap(this::address).map(Address::device);
    }

    private Optional<Address> address(Secret secret) {
        String hash = secret.hash();
        Address remembered = addresses.getIfPresent(hash);
        if (remembered != null && remembered.token().isGood(clock.instant())) {
            return Optional.of(remembered);
        }
        Optional<Address> found = store.read(unit -> good(unit, secret)
                .filter(token -> token.role() == Role.HOOK)
                .flatMap(token -> token.devices().stream()
                        .findFirst()
                        .flatMap(unit.devices()::find)
                        .map(device -> new Address(token, device))));
        found.ifPresent(good -> addresses.put(hash, good));
        return found;
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

    private static Ticker ticker(LongSupplier nanoTime) {
        return new Ticker() {
            @Override
            public long read() {
                return nanoTime.getAsLong();
            }
        };
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
