package dev.rollcall.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Switches a device on, off and on again, and keeps what has to be known for the next time: the bound port, the
 * certificate, whether pushes go on. One lock guards all of it; safe for use by several threads.
 */
final class PowerSwitch {
    /** The minor of 2/1024. */
    private static final int POWER_ON = 1024;

    private final Object lock = new Object();
    private final PoweredDevice.Surroundings surroundings;
    private volatile SimulatorSettings settings;
    private int port;
    private @Nullable Tls tls;
    private boolean pushArmed = true;
    private boolean pushPaused;
    private int refusedBefore;
    /** Set while the device restarts by itself; {@link #off} clears it. */
    private boolean restarting;

    private @Nullable PoweredDevice running;

    PowerSwitch(SimulatorSettings settings, int port, @Nullable Tls tls, PoweredDevice.Surroundings surroundings) {
        this.settings = settings;
        this.port = port;
        this.tls = tls;
        this.surroundings = surroundings;
    }

    /** Does nothing if it is on. */
    void on() throws IOException {
        synchronized (lock) {
            restarting = false;
            if (running == null) {
                running = PoweredDevice.on(
                        settings,
                        new PoweredDevice.Power(port, tls, pushArmed, pushPaused),
                        surroundings,
                        this::reboot);
                port = running.port();
                pushArmed = settings.profile().get(PushTraits.RESUMES_AFTER_REBOOT);
            }
        }
    }

    void off() {
        synchronized (lock) {
            restarting = false;
            lock.notifyAll();
            shutDown();
        }
    }

    /** Off now, on again when the reboot time is over; returns at once. Does nothing to a device that is off. */
    void reboot() {
        synchronized (lock) {
            if (running == null) {
                return;
            }
            shutDown();
            restarting = true;
            Thread thread = new Thread(this::comeBack, "simulator-reboot-" + device().shortSerial());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void comeBack() {
        synchronized (lock) {
            try {
                long until = System.nanoTime() + settings.rebootTime().toNanos();
                for (long left = settings.rebootTime().toNanos();
                        restarting && left > 0;
                        left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
                if (restarting) {
                    device().exception(POWER_ON);
                    on();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "device " + device().shortSerial() + " could not come back on port " + port
                                + " after its reboot; something else took the port",
                        e);
            }
        }
    }

    private void shutDown() {
        if (running != null) {
            refusedBefore += running.authentication().refusedPasswords();
            running.close();
            running = null;
        }
    }

    void useCertificate(DeviceCertificate value) throws IOException {
        synchronized (lock) {
            if (tls == null) {
                throw new IllegalStateException(
                        "device " + device().shortSerial() + " speaks plain HTTP; call https() on its builder");
            }
            tls = new Tls(value, tls.versions());
            if (running != null) {
                shutDown();
                pushArmed = true;
                on();
            }
        }
    }

    void replaceDevice(SimulatedDevice other, FirmwareProfile otherProfile) throws IOException {
        synchronized (lock) {
            boolean wasOn = running != null;
            off();
            settings = settings.with(other, otherProfile);
            pushArmed = true;
            if (wasOn) {
                on();
            }
        }
    }

    void upgrade(FirmwareProfile newer) throws IOException {
        device().upgradeTo(newer);
        device().exception(POWER_ON);
        replaceDevice(device(), newer);
    }

    SimulatedDevice device() {
        return settings.device();
    }

    int port() {
        synchronized (lock) {
            return port;
        }
    }

    URI url() {
        synchronized (lock) {
            InetAddress host = settings.host();
            String address = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
            return URI.create((tls == null ? "http" : "https") + "://"
                    + (address.contains(":") ? "[" + address + "]" : address) + ":" + port);
        }
    }

    Optional<DeviceCertificate> certificate() {
        synchronized (lock) {
            return Optional.ofNullable(tls).map(Tls::certificate);
        }
    }

    int refusedPasswords() {
        synchronized (lock) {
            return refusedBefore + ask(on -> on.authentication().refusedPasswords(), 0);
        }
    }

    /** What the running device says; a device that is off says the other. */
    <T> T ask(Function<PoweredDevice, T> question, T whenOff) {
        synchronized (lock) {
            return running == null ? whenOff : question.apply(running);
        }
    }

    void pushTo(URI receiver) {
        synchronized (lock) {
            pushArmed = true;
            if (running == null) {
                new HostList(settings.device(), settings.profile()).set(receiver);
            } else {
                running.pushes().target(receiver);
            }
        }
    }

    void pausePush(boolean value) {
        synchronized (lock) {
            pushPaused = value;
            if (running != null) {
                running.pushes().pause(value);
            }
        }
    }

    void enqueueStreamFault(StreamFault fault) {
        synchronized (lock) {
            if (running == null) {
                throw new IllegalStateException(
                        "device " + device().shortSerial() + " is off and has no streams; start it first");
            }
            running.streams().enqueue(fault);
        }
    }
}
