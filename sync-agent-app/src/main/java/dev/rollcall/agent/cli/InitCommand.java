package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.init.ConfigFile;
import dev.rollcall.agent.init.Draft;
import dev.rollcall.agent.init.GivenUpException;
import dev.rollcall.agent.init.Interview;
import dev.rollcall.agent.init.NobodyAnswersException;
import dev.rollcall.agent.init.Person;
import dev.rollcall.agent.wiring.Trials;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes the configuration. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Asks for a terminal and the receiver, tries each answer at once, and writes the configuration and its secret"
                    + " files, for their owner only. What is given by options or ROLLCALL_… variables is not asked for; where"
                    + " nobody can be asked everything must be given.",
            "A password is shown to the terminal at most once."
        })
final class InitCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RootCommand root;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @ArgGroup(validate = false, heading = "Answers:%n")
    private InitOptions options = new InitOptions();

    @Option(names = "--add", description = "Adds a terminal to the configuration that is there.")
    private boolean add;

    @Option(
            names = "--replace",
            description = "Writes a new configuration; the old one stays beside it under another name.")
    private boolean replace;

    @Option(names = "--untested", description = "Writes the answers without trying them.")
    private boolean untested;

    @Option(
            names = "--again",
            description = "Lets a password that was refused before be shown once more, after the terminal was changed.")
    private boolean again;

    @Override
    public Integer call() {
        Person person = new ConsolePerson(spec.commandLine().getErr());
        try {
            return call(person);
        } catch (GivenUpException given) {
            person.say(String.valueOf(given.getMessage()));
            return given.exitCode();
        } catch (NobodyAnswersException | IllegalArgumentException ended) {
            person.say(String.valueOf(ended.getMessage()));
            return ExitCode.WRONG_USAGE;
        }
    }

    private Integer call(Person person) {
        ConfigFile file = new ConfigFile(root.configFile(), root::configWithoutOverrides);
        boolean adding = add;
        if (file.exists() && !add && !replace) {
            String answer = whatToDo(person);
            if (answer.equals("l")) {
                person.say("Left as it is.");
                return ExitCode.FINE;
            }
            adding = answer.equals("a");
        } else if (add && !file.exists()) {
            throw new GivenUpException(
                    ExitCode.WRONG_USAGE, root.configFile() + " is not there: leave out --add to make it.");
        }
        Draft given = options.draft(root.environment(), System.in);
        Draft start = adding ? startOf(file.read(), given) : given;
        List<String> missing = person.isThere() ? List.of() : Interview.missing(start, !adding);
        if (!missing.isEmpty()) {
            throw new GivenUpException(
                    ExitCode.WRONG_USAGE,
                    "There is no terminal to ask at. Give " + String.join(", ", missing)
                            + "; secrets also as ROLLCALL_DEVICES_0_PASSWORD and ROLLCALL_RECEIVER_TOKEN, or - as FILE for a"
                            + " line of standard input.");
        }
        Interview interview = new Interview(person, new Trials(), root.configFile(), !untested);
        Draft terminal = interview.terminal(start, again);
        if (adding) {
            file.add(terminal);
        } else {
            file.write(interview.receiver(terminal));
        }
        tellWhatToDo(person, file);
        return ExitCode.FINE;
    }

    private String whatToDo(Person person) {
        String there = root.configFile() + " is there already.";
        if (!person.isThere()) {
            throw new GivenUpException(
                    ExitCode.WRONG_USAGE,
                    there
                            + " --add adds a terminal to it, --replace writes a new one beside which the old one is kept.");
        }
        person.say(there);
        while (true) {
            String answer = person.ask("(a)dd a terminal to it, (r)eplace it, or (l)eave it", "l")
                    .toLowerCase(Locale.ROOT);
            if (List.of("a", "r", "l").contains(answer)) {
                return answer;
            }
        }
    }

    /** A further terminal is tried with the journal of the others. */
    private static Draft startOf(AgentConfig config, Draft given) {
        return given.with("dataDir", config.dataDir().toString());
    }

    private void tellWhatToDo(Person person, ConfigFile file) {
        file.written().forEach(path -> person.say("written  " + path));
        String command = System.getProperty("rollcall.command", "sync-agent");
        String config = root.configFile().toString();
        String call = config.equals(System.getProperty("rollcall.config", "agent.yaml"))
                ? command
                : command + " --config " + config;
        person.say("Next:    " + call + " doctor             looks at everything");
        person.say("         " + call + " service install    keeps it running, also after a restart of the computer");
        person.say("Or:      " + call + " run                runs it here and now");
    }
}
