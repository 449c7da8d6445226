package dev.rollcall.receiver;

import dev.rollcall.receiver.cli.CommandLineDoor;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;

/** Starts the receiver, or does one subcommand and ends. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        if (!CommandLineDoor.isCommand(args)) {
            new SpringApplication(ReceiverApplication.class).run(args);
            return;
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(CommandLineDoor.run(args, out, err));
    }
}
