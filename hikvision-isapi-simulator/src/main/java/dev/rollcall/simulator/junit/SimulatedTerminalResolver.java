package dev.rollcall.simulator.junit;

import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the terminals of {@link SimulatedTerminal} parameters and stops them after the test. */
final class SimulatedTerminalResolver implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SimulatedTerminalResolver.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(SimulatedTerminal.class)
                && parameter.getParameter().getType() == DeviceSimulator.class
                && context.getTestMethod().isPresent();
    }

    @Override
    public DeviceSimulator resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SimulatedTerminal wish = parameter
                .findAnnotation(SimulatedTerminal.class)
                .orElseThrow(() -> new ParameterResolutionException("@SimulatedTerminal is gone from " + parameter));
        DeviceSimulator simulator = simulator(wish);
        running(context).add(simulator);
        return simulator;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        running(context).forEach(DeviceSimulator::close);
    }

    private static DeviceSimulator simulator(SimulatedTerminal wish) {
        FirmwareProfile profile = FirmwareProfile.named(wish.profile())
                .orElseThrow(() -> new ParameterResolutionException("@SimulatedTerminal: no profile is called \""
                        + wish.profile() + "\"; see FirmwareProfile.all()"));
        DeviceSimulator.Builder builder = DeviceSimulator.builder().profile(profile);
        if (wish.https()) {
            builder.https();
        }
        try {
            DeviceSimulator simulator = builder.start();
            simulator.device().seed(1, wish.events());
            return simulator;
        } catch (IOException e) {
            throw new ParameterResolutionException("a simulated terminal could not start", e);
        }
    }

    /** The terminals of this test; get and put, because the one-step method has another name in each Jupiter. */
    private static Queue<DeviceSimulator> running(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        Running known = store.get(context.getUniqueId(), Running.class);
        if (known == null) {
            known = new Running(new ConcurrentLinkedQueue<>());
            store.put(context.getUniqueId(), known);
        }
        return known.simulators;
    }

    private record Running(Queue<DeviceSimulator> simulators) {}
}
