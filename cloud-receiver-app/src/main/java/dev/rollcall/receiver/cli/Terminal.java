package dev.rollcall.receiver.cli;

import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.wiring.StoreWiring;
import java.io.PrintWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Where a subcommand reads its settings and prints its answers: secrets and lists on one side, words on the other. */
final class Terminal {

    private static final int FAILED = 1;
    private static final int WRONG_CONFIGURATION = 2;

    private final PrintWriter out;
    private final PrintWriter err;
    private final PasswordEntry passwords;
    private final String[] settings;

    Terminal(PrintWriter out, PrintWriter err, PasswordEntry passwords, String[] settings) {
        this.out = out;
        this.err = err;
        this.passwords = passwords;
        this.settings = settings.clone();
    }

    /** Prints an answer on standard output. */
    void answer(String line) {
        out.println(line);
    }

    /** Says something to the person, on standard error. */
    void say(String line) {
        err.println(line);
    }

    /** Asks for a password; null if none was typed, or not twice the same. */
    @Nullable String password() {
        return passwords.ask();
    }

    /** Opens the database with the settings the server would use, does something and closes it. */
    int with(Function<Session, Integer> work) {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(StoreWiring.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties("logging.level.root=OFF");
        try (ConfigurableApplicationContext context = builder.run(settings)) {
            return work.apply(new Session(context));
        }
    }

    /** Explains a failure, and returns the exit code. */
    int explain(Exception exception) {
        Throwable cause = exception;
        StringBuilder text = new StringBuilder("rollcall: ");
        while (cause != null) {
            if (isOurs(cause) || cause.getCause() == null) {
                text.append(text.length() > 10 ? "; " : "").append(cause.getMessage());
            }
            cause = cause.getCause();
        }
        say(text.toString());
        return exception instanceof StoreFailedException ? FAILED : WRONG_CONFIGURATION;
    }

    private static boolean isOurs(Throwable cause) {
        return cause.getClass().getName().startsWith("dev.rollcall.");
    }
}
