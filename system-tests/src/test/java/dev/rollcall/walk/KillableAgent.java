package dev.rollcall.walk;

import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.wiring.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * An agent that syncs until it reaches a step for the n-th time, says so and stands still to be killed. Run in a process of its
 * own: {@code KillableAgent CONFIG STEP N}.
 */
final class KillableAgent {

    static final String STANDING = "standing at ";

    private KillableAgent() {}

    /** Puts it into a jar of its own: beside a folder of classes no archive of classes is used, and the start takes twice as long. */
    static Path packagedInto(Path folder) throws IOException {
        Path jar = folder.resolve("killable.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> each : List.of(KillableAgent.class, StandStill.class)) {
                String name = each.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream code = Objects.requireNonNull(each.getResourceAsStream("/" + name), name)) {
                    code.transferTo(out);
                }
            }
        }
        return jar;
    }

    public static void main(String[] arguments) throws Exception {
        Step target = Step.valueOf(arguments[1]);
        int times = Integer.parseInt(arguments[2]);
        try (Agent agent = Agent.open(
                new ConfigReader(System.getenv()).read(Path.of(arguments[0])), new StandStill(target, times))) {
            agent.syncOnce();
        }
    }

    /** Counts a step and never returns from the n-th. */
    private static final class StandStill implements StepListener {
        private final Step target;
        private int left;

        StandStill(Step target, int times) {
            this.target = target;
            this.left = times;
        }

        @Override
        public void reached(Step step) {
            if (step == target && --left == 0) {
                System.out.println(STANDING + step);
                System.out.flush();
                standStill();
            }
        }

        private static void standStill() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
