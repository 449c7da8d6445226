package dev.rollcall.receiver.security;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.Token;
import dev.rollcall.receiver.store.UnitOfWork;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes, replaces and revokes tokens, and enters each change in the audit trail. Thread-safe. */
public final class Tokens {

    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;
    private final String actor;

    /**
     * Makes a maker of tokens.
     *
     * @param actor who is to be named in the audit trail
     */
    public Tokens(Store store, InstantSource clock, SecureRandom random, String actor) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.actor = actor;
    }

    /** Makes a token that does not end by itself. */
    public Secret add(Role role, String name, Collection<DeviceKey> devices) {
        return add(role, name, devices, null);
    }

    /**
     * Makes a token and returns its secret, which is kept nowhere.
     *
     * @param devices  the devices it is limited to, entered if not heard of before; empty for no limit
     * @param validFor after how long it ends by itself; null if it does not
     */
    public Secret add(Role role, String name, Collection<DeviceKey> devices, @Nullable Duration validFor) {
        Secret secret = Secret.random(role, random);
        return store.write(unit -> {
            Set<Integer> ids = devices.stream()
                    .sorted()
                    .map(key -> unit.devices().lock(key, clock.instant()).id())
                    .collect(Collectors.toSet());
            enter(unit, role, name, secret, ids, validFor);
            note(unit, "TOKEN_ADD", name, role.name());
            return secret;
        });
    }

    /** Enters a device (or changes a known one) and returns the secret of a new webhook address for it. */
    public Secret addDevice(DeviceKey key, String name, @Nullable String mac, @Nullable String zone) {
        Secret secret = Secret.random(Role.HOOK, random);
        return store.write(unit -> {
            Device device = unit.devices().add(key, name, mac, zone, clock.instant());
            enter(unit, Role.HOOK, key.value(), secret, Set.of(device.id()), null);
            note(unit, "DEVICE_ADD", key.value(), name);
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
            List<Token> chosen = good(unit, numberOrName);
            chosen.forEach(token -> unit.tokens().revoke(token.id(), clock.instant()));
            chosen.forEach(token -> note(unit, "TOKEN_REVOKE", token.name(), "number " + token.id()));
            return chosen;
        });
    }

    /**
     * Makes a token in the place of the newest good one of this number or name; empty if there is none. Two are good then: the
     * replaced one goes on for a while, and all before it end now.
     *
     * @param overlap how long the replaced one goes on
     */
    public Optional<Secret> rotate(String numberOrName, Duration overlap) {
        return store.write(unit -> {
            List<Token> chosen = good(unit, numberOrName);
            if (chosen.isEmpty()) {
                return Optional.empty();
            }
            List<Token> line = chosen.stream()
                    .flatMap(token -> good(unit, token.name()).stream().filter(other -> other.role() == token.role()))
                    .distinct()
                    .toList();
            Token newest = line.get(line.size() - 1);
            line.stream()
                    .filter(token -> token.id() != newest.id())
                    .forEach(token -> unit.tokens().revoke(token.id(), clock.instant()));
            unit.tokens()
                    .expire(
                            newest.id(),
                            earlier(newest.expiresAt(), clock.instant().plus(overlap)));
            Secret secret = Secret.random(newest.role(), random);
            enter(unit, newest.role(), newest.name(), secret, newest.devices(), validity(newest));
            note(unit, "TOKEN_ROTATE", newest.name(), "number " + newest.id() + " ends in " + overlap);
            return Optional.of(secret);
        });
    }

    private static Instant earlier(@Nullable Instant end, Instant other) {
        return end != null && end.isBefore(other) ? end : other;
    }

    /** What was made for so long is made for as long again. */
    private static @Nullable Duration validity(Token token) {
        return token.expiresAt() == null ? null : Duration.between(token.createdAt(), token.expiresAt());
    }

    private List<Token> good(UnitOfWork unit, String numberOrName) {
        return unit.tokens().all().stream()
                .filter(token -> token.isGood(clock.instant()))
                .filter(token -> token.name().equals(numberOrName)
                        || Long.toString(token.id()).equals(numberOrName))
                .toList();
    }

    private void enter(
            UnitOfWork unit, Role role, String name, Secret secret, Set<Integer> devices, @Nullable Duration validFor) {
        long id = unit.tokens().add(role, name, secret.hash(), devices, clock.instant());
        if (validFor != null) {
            unit.tokens().expire(id, clock.instant().plus(validFor));
        }
    }

    private void note(UnitOfWork unit, String action, String subject, @Nullable String detail) {
        unit.audit().add(new AuditEntry(clock.instant(), actor, action, subject, "DONE", detail));
    }
}
