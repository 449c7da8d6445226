package dev.rollcall.receiver.security;

import dev.rollcall.receiver.store.Account;
import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes the accounts of people, and lets them in. Thread-safe. */
public final class Accounts {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");

    private final Store store;
    private final InstantSource clock;
    private final Passwords passwords;

    public Accounts(Store store, InstantSource clock, Passwords passwords) {
        this.store = store;
        this.clock = clock;
        this.passwords = passwords;
    }

    /** Says what is wrong with a name or password that somebody chose; empty if nothing is. */
    public Optional<String> objection(String name, String password) {
        return NAME.matcher(name).matches()
                ? passwords.objection(name, password)
                : Optional.of("A name has 1 to 64 letters, digits and . _ @ + - and begins with a letter or digit.");
    }

    /** Makes an account; false if there is one of this name. */
    public boolean add(String name, String password, Role role, String actor) {
        String hash = passwords.hash(password);
        return store.write(unit -> {
            boolean added = unit.accounts()
                    .add(plain(name), hash, role, clock.instant())
                    .isPresent();
            return note(unit, actor, "USER_ADD", name, added, role.name());
        });
    }

    /** Gives an account another password, which ends its sessions; false if there is no such account. */
    public boolean password(String name, String password, String actor) {
        String hash = passwords.hash(password);
        return store.write(unit -> {
            Optional<Account> account = unit.accounts().byName(plain(name));
            account.ifPresent(found -> unit.accounts().password(found.id(), hash, clock.instant()));
            return note(unit, actor, "USER_PASSWORD", name, account.isPresent(), null);
        });
    }

    /** Removes an account, which ends its sessions; false if there is no such account. */
    public boolean remove(String name, String actor) {
        return store.write(unit -> {
            Optional<Account> account = unit.accounts().byName(plain(name));
            account.ifPresent(found -> unit.accounts().remove(found.id()));
            return note(unit, actor, "USER_REMOVE", name, account.isPresent(), null);
        });
    }

    /** Returns all accounts, in the order of their names. */
    public List<Account> all() {
        return store.read(unit -> unit.accounts().all());
    }

    /** Returns who has this name and password; takes as long where nobody has. */
    public Optional<Person> admit(String name, String password) {
        Optional<Account> account = store.read(unit -> unit.accounts().byName(plain(name)));
        boolean right =
                passwords.matches(password, account.map(Account::password).orElse(null));
        return right ? account.map(Person::of) : Optional.empty();
    }

    /** Tells whether there is an account of this name. */
    public boolean knows(String name) {
        return store.read(unit -> unit.accounts().byName(plain(name))).isPresent();
    }

    /** Tells whether the account of somebody who logged in is still as it was then. */
    public boolean isStillGood(Person person) {
        return store.read(unit -> unit.accounts().byId(person.id()))
                .map(Person::of)
                .filter(person::equals)
                .isPresent();
    }

    /** Tells whether nobody is an administrator yet. */
    public boolean lackAdministrator() {
        return all().stream().noneMatch(account -> account.role() == Role.ADMIN);
    }

    /** Lets a secret make the first administrator, once, for a while. */
    public void allowSetup(Secret secret, Duration howLong) {
        store.write(unit -> {
            Instant now = clock.instant();
            unit.accounts().addLink(secret.hash(), now, now.plus(howLong));
            return secret;
        });
    }

    /** Tells whether a secret may make the first administrator. */
    public boolean maySetUp(Secret secret) {
        return store.read(unit -> unit.accounts().hasLink(secret.hash(), clock.instant()));
    }

    /** Makes the first administrator, and with it every such secret useless; false if this one already is, or the name is taken. */
    public boolean setUp(Secret secret, String name, String password, String address) {
        String hash = passwords.hash(password);
        return store.write(unit -> {
            boolean done = unit.accounts().byName(plain(name)).isEmpty()
                    && unit.accounts().useLink(secret.hash(), clock.instant())
                    && unit.accounts()
                            .add(plain(name), hash, Role.ADMIN, clock.instant())
                            .isPresent();
            return note(unit, "set-up link from " + address, "USER_ADD", name, done, Role.ADMIN.name());
        });
    }

    private boolean note(
            UnitOfWork unit, String actor, String action, String name, boolean done, @Nullable String detail) {
        String result = done ? "DONE" : "REFUSED";
        unit.audit().add(new AuditEntry(clock.instant(), actor, action, plain(name), result, detail));
        return done;
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
