package dev.rollcall.demo;

import dev.rollcall.house.HouseFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs the demonstration: {@code DemoMain HOME [--once]}, where HOME is the folder with the built artifacts. */
public final class DemoMain {

    private DemoMain() {}

    /** Exits with 0 if every punch arrived exactly once, 1 if not, 2 for wrong usage. */
    public static void main(String[] arguments) {
        List<String> options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        boolean once = options.contains("--once");
        if (arguments.length == 0 || options.size() > (once ? 1 : 0)) {
            System.err.println("usage: rollcall demo [--once]");
            System.exit(2);
        }
        System.exit(run(Path.of(arguments[0]), once));
    }

    private static int run(Path home, boolean once) {
        Narrator narrator = new Narrator(System.out);
        try (House house = House.open(home)) {
            Runtime.getRuntime().addShutdownHook(new Thread(house::close, "demo-stop"));
            boolean complete = new Demo(house, narrator).run(once);
            return complete ? 0 : 1;
        } catch (HouseFailure failure) {
            System.err.println("the demonstration failed: " + failure.getMessage());
            return 1;
        } catch (IOException broken) {
            System.err.println("the demonstration failed: " + broken);
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
