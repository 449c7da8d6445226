package dev.rollcall.simulator.junit;

import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A simulated terminal that is started before the tests and stopped after them; register it with
 * {@code @RegisterExtension}, one field for each terminal.
 *
 * <p>In a static field one device serves all tests of the class and of its nested classes; {@link #freshForEachTest} gives
 * each test its own. In an instance field each test instance has its own.
 */
public final class DeviceSimulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final Object lock = new Object();
    private final Supplier<DeviceSimulator.Builder> recipe;
    private final boolean fresh;
    private int users;
    private @Nullable DeviceSimulator simulator;

    private DeviceSimulatorExtension(Supplier<DeviceSimulator.Builder> recipe, boolean fresh) {
        this.recipe = recipe;
        this.fresh = fresh;
    }

    /**
     * A terminal made by this recipe, which is asked again for every start; a recipe that makes a new builder (and a new
     * {@link SimulatedDevice}, if it gives one) each time makes a new device each time.
     */
    public static DeviceSimulatorExtension of(Supplier<DeviceSimulator.Builder> recipe) {
        return new DeviceSimulatorExtension(Objects.requireNonNull(recipe, "recipe"), false);
    }

    /** A terminal of the GENERIC profile, user admin, password {@code simulated-1}. */
    public static DeviceSimulatorExtension create() {
        return of(DeviceSimulator::builder);
    }

    /** The same with a new terminal for every test, also in a static field. */
    public DeviceSimulatorExtension freshForEachTest() {
        return new DeviceSimulatorExtension(recipe, true);
    }

    /**
     * The running terminal.
     *
     * @throws IllegalStateException outside of a test
     */
    public DeviceSimulator simulator() {
        synchronized (lock) {
            if (simulator == null) {
                throw new IllegalStateException(
                        "the simulated terminal runs only during tests; is the field annotated with @RegisterExtension?");
            }
            return simulator;
        }
    }

    /** The device behind it: its clock, people and log. */
    public SimulatedDevice device() {
        return simulator().device();
    }

    /** Where it listens, for example {@code http://127.0.0.1:40123}. */
    public URI url() {
        return simulator().url();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (!fresh) {
            enter();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        enter();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        leave();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!fresh) {
            leave();
        }
    }

    /** Classes and tests that use it nest; the outermost starts it and stops it. */
    private void enter() throws IOException {
        synchronized (lock) {
            if (simulator == null) {
                simulator = recipe.get().start();
            }
            users++;
        }
    }

    private void leave() {
        synchronized (lock) {
            users--;
            if (users == 0 && simulator != null) {
                simulator.close();
                simulator = null;
            }
        }
    }
}
