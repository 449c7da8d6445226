package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal keeps whether or not anybody talks to it: who it is, its clock and zone, its people and its event log.
 * It outlives the {@link DeviceSimulator} that serves it, as a real device outlives a pulled network cable.
 *
 * <p>Every event of any major takes the next serial number (seen on DS-K1T8003MF V1.3.37, where a filtered list jumps from
 * 32 to 35). Safe for use by several threads; dedicated locks guard the clock and people, and the log.
 */
public final class SimulatedDevice {
    /** Size of the log read from the capabilities of DS-K1T342MWX V4.48.40. */
    public static final int DEFAULT_CAPACITY = 150_000;

    private final Object lock = new Object();
    private volatile DeviceIdentity identity;
    private final List<Person> people = new ArrayList<>();
    private final EventLog log;
    private final StoredDocuments documents = new StoredDocuments();
    private final DeviceClock clock;
    private final DeviceMemory memory;
    private ZoneId zone;
    private boolean activated;
    private @Nullable LoginLock loginLock;

    private SimulatedDevice(Builder builder) {
        this.identity = builder.identity();
        this.clock = new DeviceClock(builder.clock);
        this.zone = builder.zone == null ? builder.factoryZone : builder.zone;
        this.log = new EventLog(builder.ringCapacity == null ? builder.factoryCapacity : builder.ringCapacity);
        this.memory = new DeviceMemory(log, clock, builder.factoryStorage);
        this.activated = builder.activated;
        this.people.addAll(builder.people);
    }

    /** A DS-K1T342MWX with the serial FX0000001, on the system's clock, in UTC, without people, with an empty log. */
    public static Builder builder() {
        return new Builder();
    }

    public String model() {
        return identity.model();
    }

    /** For example {@code V4.48.40}. */
    public String firmware() {
        return identity.firmware();
    }

    /** The nine characters that stay the same over firmware upgrades. */
    public String shortSerial() {
        return identity.shortSerial();
    }

    StoredDocuments documents() {
        return documents;
    }

    EventLog eventLog() {
        return log;
    }

    DeviceIdentity identity() {
        return identity;
    }

    public ZoneId zone() {
        synchronized (lock) {
            return zone;
        }
    }

    /** Events already logged keep the offset they were logged with, unless the firmware profile reprints them. */
    public void setZone(ZoneId value) {
        synchronized (lock) {
            zone = Objects.requireNonNull(value, "zone");
        }
    }

    /** Replaces the device's clock; it may be wrong, and nothing here corrects it. */
    public void setClock(InstantSource value) {
        clock.follow(Objects.requireNonNull(value, "clock"));
    }

    /** Moves the device's clock, forwards or, if negative, backwards. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** The clock itself, to let it drift or jump. */
    public DeviceClock clock() {
        return clock;
    }

    /** The event log as its owner treats it: deletion, backups, where serials go on. */
    public DeviceMemory memory() {
        return memory;
    }

    /** The device's own idea of the time, whole seconds, with the offset of its zone. */
    public OffsetDateTime now() {
        synchronized (lock) {
            return clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime();
        }
    }

    Instant instant() {
        return clock.instant();
    }

    /** Sets the clock right, as NTP does, and logs the step as 3/1029 under the new time. */
    public void synchronizeClock(Instant right) {
        clock.set(right);
        operation(1029);
    }

    /** Power was cut with a dead battery: the clock starts again from this moment, and 2/1024 is logged under it. */
    public void loseClock(Instant restart) {
        clock.set(restart);
        exception(1024);
    }

    /** Whether somebody has set the first password; a device that is not activated refuses everything. */
    public boolean activated() {
        synchronized (lock) {
            return activated;
        }
    }

    public void setActivated(boolean value) {
        synchronized (lock) {
            activated = value;
        }
    }

    /** The lock settings somebody made; none if they are as the firmware has them. */
    public Optional<LoginLock> loginLock() {
        synchronized (lock) {
            return Optional.ofNullable(loginLock);
        }
    }

    public void setLoginLock(LoginLock value) {
        synchronized (lock) {
            loginLock = value;
        }
    }

    /** Takes firmware and build date of a profile: the long serial changes, its last nine characters do not. */
    void upgradeTo(FirmwareProfile profile) {
        identity = identity.upgradedTo(profile);
    }

    public List<Person> people() {
        synchronized (lock) {
            return List.copyOf(people);
        }
    }

    public void addPerson(Person person) {
        synchronized (lock) {
            people.removeIf(known -> known.employeeNo().equals(person.employeeNo()));
            people.add(person);
        }
    }

    /**
     * Logs that a person identified himself now, at door 1.
     *
     * @param minor how: 75 face, 38 fingerprint, 1 card, 181 PIN
     * @return the serial of the new event
     */
    public long punch(Person person, int minor) {
        return log(SimulatedEvent.of(5, minor).withPerson(person).withDoorNo(1));
    }

    /**
     * The same by employee number.
     *
     * @throws IllegalArgumentException if nobody of that number is registered; add the person first, or log a hand-made
     *     {@link SimulatedEvent}
     */
    public long punch(String employeeNo, int minor) {
        return punch(
                person(employeeNo)
                        .orElseThrow(() -> new IllegalArgumentException("nobody with employee number \"" + employeeNo
                                + "\" is registered on device " + shortSerial() + "; call addPerson first")),
                minor);
    }

    /** Logs a door event (major 5) without a person: 21 lock opened, 22 locked, 23/24 exit button, 25/26 contact. */
    public long door(int minor) {
        return log(SimulatedEvent.of(5, minor).withDoorNo(1));
    }

    /** Logs an operation (major 3): 112 remote login, 113 remote logout, 1024 remote open, 1029 clock set by NTP. */
    public long operation(int minor) {
        return log(SimulatedEvent.of(3, minor));
    }

    /** Logs an exception (major 2): 1024 power on, 39 network down, 1031 network restored. */
    public long exception(int minor) {
        return log(SimulatedEvent.of(2, minor));
    }

    /**
     * Logs an event as it is; a missing serial and a missing time are filled in. A serial set by hand moves the counter on,
     * never back.
     *
     * @return the serial, or {@link SimulatedEvent#NO_SERIAL}
     */
    public long log(SimulatedEvent event) {
        long serial = log.append(event, this::now);
        memory.sweep();
        return serial;
    }

    /**
     * Fills the log with the usual mix of past days, ending before the device's today: one power-on, then punches by face,
     * fingerprint and card, about two door and operation events to each, and some faces not recognised. If nobody is
     * registered yet, a small staff is. The same seed gives the same log.
     *
     * @param events how many events to log in all
     */
    public void seed(long seed, int events) {
        if (people().isEmpty()) {
            DayMix.staff().forEach(this::addPerson);
        }
        new DayMix(seed, people()).events(events, now()).forEach(this::log);
    }

    /** Logs all of them, in this order. */
    public void logAll(Iterable<SimulatedEvent> events) {
        events.forEach(this::log);
    }

    /** The kept events in the order they were logged. */
    public List<SimulatedEvent> events() {
        memory.sweep();
        return log.inOrder();
    }

    /** The serial of the latest event, 0 if none was logged since the log was last cleared. */
    public long newestSerial() {
        return log.newestSerial();
    }

    /** Empties the log; the serial starts again at 1, as after "clear events" on a device. */
    public void clearLog() {
        log.clear();
    }

    /** Empties the log, forgets the people and powers on: the first new event is 2/1024 with serial 1. */
    public void factoryReset() {
        synchronized (lock) {
            people.clear();
        }
        documents.clear();
        memory.forgetChoice();
        clearLog();
        exception(1024);
    }

    private Optional<Person> person(String employeeNo) {
        return people().stream()
                .filter(known -> known.employeeNo().equals(employeeNo))
                .findFirst();
    }

    /** Collects the settings of a device. Not thread-safe. */
    public static final class Builder {
        private String model = FirmwareProfile.GENERIC.model();
        private String shortSerial = "FX0000001";
        private String firmware = FirmwareProfile.GENERIC.firmware();
        private String build = FirmwareProfile.GENERIC.build();
        private String mac = "02:00:00:00:00:01";
        private InstantSource clock = InstantSource.system();
        private ZoneId factoryZone = ZoneId.of("UTC");
        private int factoryCapacity = DEFAULT_CAPACITY;
        private StoragePolicy factoryStorage = StoragePolicy.cycle();
        private @Nullable ZoneId zone;
        private @Nullable Integer ringCapacity;
        private List<Person> people = List.of();
        private boolean activated = true;

        private Builder() {}

        /** Takes model, firmware and build date of a profile, and the zone, log size and storage mode it has from the factory. */
        public Builder identityOf(FirmwareProfile profile) {
            build = profile.build();
            factoryZone = profile.get(StorageTraits.FACTORY_ZONE);
            factoryCapacity = profile.get(StorageTraits.RING_SIZE);
            factoryStorage = StoragePolicy.fromFactory(profile);
            return model(profile.model()).firmware(profile.firmware());
        }

        public Builder model(String value) {
            model = value;
            return this;
        }

        /** Nine characters, A-Z and 0-9. */
        public Builder shortSerial(String value) {
            shortSerial = value;
            return this;
        }

        /** Like {@code V4.48.40}. */
        public Builder firmware(String value) {
            firmware = value;
            return this;
        }

        public Builder mac(String value) {
            mac = value;
            return this;
        }

        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        public Builder zone(ZoneId value) {
            zone = value;
            return this;
        }

        /** How many events the log keeps. */
        public Builder ringCapacity(int value) {
            ringCapacity = value;
            return this;
        }

        public Builder people(List<Person> value) {
            people = List.copyOf(value);
            return this;
        }

        /** Default true. */
        public Builder activated(boolean value) {
            activated = value;
            return this;
        }

        public Builder people(Person... value) {
            return people(List.of(value));
        }

        private DeviceIdentity identity() {
            return new DeviceIdentity(model, shortSerial, firmware, build, mac);
        }

        /**
         * Makes the device.
         *
         * @throws IllegalArgumentException if a value cannot be one of a device; the message names it
         */
        public SimulatedDevice build() {
            return new SimulatedDevice(this);
        }
    }
}
