package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.Handover.Console;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.wiring.Desk;
import java.io.PrintWriter;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;

/** Hands orders in, shows how they go, prints what they came to. What a script reads is on standard output, the rest is not. */
final class Counter {

    private final AgentConfig config;
    private final UnaryOperator<String> shown;
    private final PrintWriter out;
    private final PrintWriter err;

    Counter(AgentConfig config, CommandSpec spec) {
        this(config, spec, UnaryOperator.identity());
    }

    /** Creates one that changes what is printed, such as by colours. */
    Counter(AgentConfig config, CommandSpec spec, UnaryOperator<String> shown) {
        this.config = config;
        this.shown = shown;
        this.out = spec.commandLine().getOut();
        this.err = spec.commandLine().getErr();
    }

    /** Gets an order carried out and prints what it came to; returns the exit code. */
    int perform(Order order) {
        return print(hand(order));
    }

    /** Prints what an order came to; returns the exit code. */
    int print(Outcome outcome) {
        out.print(shown.apply(outcome.text()));
        out.flush();
        return outcome.exitCode();
    }

    /** Gets an order carried out. */
    Outcome hand(Order order) {
        try (ProgressDisplay display = ProgressDisplay.on(err, config.commands().progressEvery())) {
            Desk desk = new Desk(config, new Console(this::say, display));
            Runtime.getRuntime().addShutdownHook(new Thread(desk::abandon, "let-go"));
            return desk.perform(order);
        }
    }

    private void say(String line) {
        err.println(line);
        err.flush();
    }
}
