package dev.rollcall.receiver.security;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.Token;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes and revokes tokens. Thread-safe. */
public final class Tokens {

    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;

    public Tokens(Store store, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes a token and returns its secret, which is kept nowhere.
     *
     * @param devices the devices it is limited to, entered if not heard of before; empty for no limit
     */
    public Secret add(Role role, String name, Collection<DeviceKey> devices) {
        Secret secret = Secret.random(role, random);
        return store.write(unit -> {
            Set<Integer> ids = devices.stream()
                    .sorted()
                    .map(key -> unit.devices().lock(key, clock.instant()).id())
                    .collect(Collectors.toSet());
            unit.tokens().add(role, name, secret.hash(), ids, clock.instant());
            return secret;
        });
    }

    /** Enters a device (or changes a known one) and returns the secret of a new webhook address for it. */
    public Secret addDevice(DeviceKey key, String name, @Nullable String mac, @Nullable String zone) {
        Secret secret = Secret.random(Role.HOOK, random);
        return store.write(unit -> {
            Device device = unit.devices().add(key, name, mac, zone, clock.instant());
            unit.tokens().add(Role.HOOK, key.value(), secret.hash(), Set.of(device.id()), clock.instant());
            return secret;
        });
    }

    /** Returns all tokens, oldest first. */
    public List<Token> all() {
        return store.read(unit -> unit.tokens().all());
    }

    /** Revokes the good tokens of this number or name, and returns them. */
    public List<Token> revoke(String numberOrName) {
        return store.write(unit -> {
            List<Token> chosen = unit.tokens().all().stream()
                    .filter(token -> token.revokedAt() == null)
                    .filter(token -> token.name().equals(numberOrName)
                            || Long.toString(token.id()).equals(numberOrName))
                    .toList();
            chosen.forEach(token -> unit.tokens().revoke(token.id(), clock.instant()));
            return chosen;
        });
    }
}
