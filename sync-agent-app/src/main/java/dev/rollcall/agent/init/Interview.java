package dev.rollcall.agent.init;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.ConfigProblem;
import dev.rollcall.agent.init.Trial.Kind;
import dev.rollcall.agent.init.Trial.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for what is missing, tries it out at once, and has it corrected until it works. Answers that were given before are not asked for
 * again unless they are wrong.
 */
public final class Interview {

    private static final Pattern WITH_PORT = Pattern.compile("(?<host>[^:/]+|\\[[^]]+]):(?<port>\\d{1,5})");
    private static final List<Question> TERMINAL =
            List.of(Question.NAME, Question.HOST, Question.USER, Question.PASSWORD);
    private static final List<Question> RECEIVER = List.of(Question.URL, Question.TOKEN);

    /** Different passwords that are shown in one go; a terminal locks its account after five. */
    private static final int MOST_PASSWORDS = 3;

    private final Person person;
    private final Trial trial;
    private final Path file;
    private final boolean tested;
    private int refusals;

    /**
     * Creates an interview.
     *
     * @param file   where the configuration is to be
     * @param tested whether answers are tried out
     */
    public Interview(Person person, Trial trial, Path file, boolean tested) {
        this.person = person;
        this.trial = trial;
        this.file = file;
        this.tested = tested;
    }

    /**
     * Asks about a terminal.
     *
     * @param given what is known already
     * @param again whether a password that was refused before may be shown once more
     * @throws GivenUpException       if it does not work and nobody corrects it
     * @throws NobodyAnswersException if the input ends
     */
    public Draft terminal(Draft given, boolean again) {
        Draft draft = answered(given, TERMINAL);
        boolean mayShow = again;
        while (tested) {
            Verdict verdict = trial.terminal(draft.toConfig(file), mayShow);
            mayShow = false;
            person.say(verdict.text());
            if (verdict.kind() == Kind.OK) {
                return draft;
            }
            if (verdict.kind() == Kind.OK_WITHOUT_ZONE) {
                return zone(draft);
            }
            refusals += verdict.kind() == Kind.REFUSED ? 1 : 0;
            Step step = afterTerminal(draft, verdict);
            if (step.end()) {
                return step.draft();
            }
            draft = answered(step.draft(), TERMINAL);
            mayShow = step.again();
        }
        return draft;
    }

    /** Asks about the receiver, likewise. */
    public Draft receiver(Draft given) {
        Draft draft = answered(given, RECEIVER);
        while (tested) {
            Verdict verdict = trial.receiver(draft.toConfig(file));
            person.say(verdict.text());
            if (verdict.kind() == Kind.OK) {
                return draft;
            }
            giveUpAlone(verdict, verdict.kind() == Kind.REFUSED ? ExitCode.RECEIVER_REFUSED : ExitCode.INCOMPLETE);
            Draft before = draft;
            Step step = choose(
                    verdict,
                    List.of(
                            new Choice('u', "another address", d -> new Step(d.without(Question.URL.key()))),
                            new Choice('t', "another token", d -> new Step(d.without(Question.TOKEN.key()))),
                            new Choice('r', "try again", Step::new),
                            new Choice('k', "keep it as it is", d -> new Step(d, true, false))),
                    before);
            if (step.end()) {
                return step.draft();
            }
            draft = answered(step.draft(), RECEIVER);
        }
        return draft;
    }

    /** Returns the options that are missing where nobody can be asked. */
    public static List<String> missing(Draft draft, boolean withReceiver) {
        List<Question> needed = new ArrayList<>(TERMINAL);
        needed.removeIf(question -> !question.proposed().isEmpty());
        if (withReceiver) {
            needed.addAll(RECEIVER);
        }
        return needed.stream()
                .filter(question -> !draft.answers(question))
                .map(Question::option)
                .toList();
    }

    private Step afterTerminal(Draft draft, Verdict verdict) {
        if (verdict.kind() == Kind.NEARLY_LOCKED || refusals >= MOST_PASSWORDS) {
            throw new GivenUpException(
                    ExitCode.DEVICE_REFUSED,
                    "No further password is tried, so that the terminal does not lock the account for everybody. Look the"
                            + " password up, wait half an hour, and start again. Nothing was written.");
        }
        boolean refused = verdict.kind() == Kind.REFUSED || verdict.kind() == Kind.REFUSED_BEFORE;
        giveUpAlone(
                verdict, refused || verdict.kind() == Kind.UNTRUSTED ? ExitCode.DEVICE_REFUSED : ExitCode.INCOMPLETE);
        List<Choice> choices = new ArrayList<>();
        String fingerprint = verdict.fingerprint();
        if (fingerprint != null) {
            choices.add(new Choice(
                    'f',
                    "trust this certificate (compare the fingerprint first)",
                    d -> new Step(d.with("devices[0].tls", fingerprint))));
        }
        if (refused) {
            choices.add(new Choice('p', "another password", d -> new Step(d.without(Question.PASSWORD.key()))));
            choices.add(new Choice(
                    'u',
                    "another account",
                    d -> new Step(d.without(Question.USER.key()).without(Question.PASSWORD.key()))));
        }
        if (verdict.kind() == Kind.REFUSED_BEFORE) {
            choices.add(new Choice('s', "show it once more (the terminal was changed)", d -> new Step(d, false, true)));
        }
        choices.add(new Choice('a', "another address", d -> new Step(withoutAddress(d))));
        if (!refused) {
            choices.add(new Choice('r', "try again", Step::new));
        }
        choices.add(new Choice('k', "keep it as it is", d -> new Step(d, true, false)));
        return choose(verdict, choices, draft);
    }

    private void giveUpAlone(Verdict verdict, int exitCode) {
        if (!person.isThere()) {
            throw new GivenUpException(
                    exitCode,
                    "Nothing was written. Correct the answer, or add --untested to write the configuration all the same."
                            + (verdict.kind() == Kind.REFUSED_BEFORE
                                    ? " --again lets the password be shown once more."
                                    : ""));
        }
    }

    private Step choose(Verdict verdict, List<Choice> choices, Draft draft) {
        while (true) {
            choices.forEach(choice -> person.say("  " + choice.letter() + "  " + choice.text()));
            person.say("  q  stop; nothing is written");
            String answer = person.ask("What now", "").toLowerCase(Locale.ROOT);
            if (answer.equals("q")) {
                throw new GivenUpException(ExitCode.INCOMPLETE, "Stopped. Nothing was written.");
            }
            for (Choice choice : choices) {
                if (answer.equals(String.valueOf(choice.letter()))) {
                    return choice.then().apply(draft);
                }
            }
            person.say("Type one of these letters. (" + verdict.text() + ")");
        }
    }

    private Draft answered(Draft draft, List<Question> questions) {
        Draft known = draft;
        for (Question question : questions) {
            known = answered(known, question);
        }
        return known;
    }

    private Draft answered(Draft draft, Question question) {
        Draft known = draft;
        while (true) {
            if (known.answers(question)) {
                if (question == Question.HOST) {
                    known = address(known);
                }
                List<ConfigProblem> problems = known.problems(areaOf(question), file);
                if (problems.isEmpty()) {
                    return known;
                }
                refuse(problems);
                known = question == Question.HOST ? withoutAddress(known) : known.without(question.key());
            }
            known = ask(known, question);
        }
    }

    private void refuse(List<ConfigProblem> problems) {
        problems.forEach(problem -> person.say(problem.toString()));
        if (!person.isThere()) {
            throw new GivenUpException(ExitCode.WRONG_USAGE, "Nothing was written.");
        }
    }

    /** Wrong port or TLS come with the address. */
    private static String areaOf(Question question) {
        return switch (question) {
            case HOST -> "devices[0]";
            case URL -> "receiver.url";
            default -> question.key();
        };
    }

    private Draft ask(Draft draft, Question question) {
        if (question.isSecret()) {
            return draft.with(question.key(), person.askSecret(question.text()));
        }
        String answer = person.isThere() ? person.ask(question.text(), question.proposed()) : question.proposed();
        if (answer.isBlank()) {
            person.say("This cannot be left out.");
            return draft;
        }
        return draft.with(question.key(), answer);
    }

    /** People paste what their browser shows: scheme and port are taken from it. */
    private static Draft address(Draft draft) {
        String typed = String.valueOf(draft.setting(Question.HOST.key())).replaceFirst("/+$", "");
        Draft known = draft;
        if (typed.startsWith("https://") && known.setting("devices[0].tls") == null) {
            known = known.with("devices[0].tls", "on");
        }
        typed = typed.replaceFirst("^https?://", "");
        Matcher port = WITH_PORT.matcher(typed);
        if (port.matches()) {
            typed = port.group("host");
            known = known.with("devices[0].port", port.group("port"));
        }
        return known.with(Question.HOST.key(), typed);
    }

    private static Draft withoutAddress(Draft draft) {
        return draft.without(Question.HOST.key()).without("devices[0].port").without("devices[0].tls");
    }

    private Draft zone(Draft draft) {
        Draft known = draft;
        while (known.setting("devices[0].zone") == null) {
            if (!person.isThere()) {
                throw new GivenUpException(
                        ExitCode.WRONG_USAGE, "Name the zone of its clock: --device-zone ZONE. Nothing was written.");
            }
            known = known.with(
                    "devices[0].zone", person.ask("The zone that its clock is set in, like Asia/Colombo", ""));
            List<ConfigProblem> problems = known.problems("devices[0].zone", file);
            if (!problems.isEmpty()) {
                refuse(problems);
                known = known.without("devices[0].zone");
            }
        }
        return known;
    }

    /** A way out of trouble. */
    private record Choice(char letter, String text, Function<Draft, Step> then) {}

    /**
     * What is done next.
     *
     * @param end   whether that is the end of it
     * @param again whether the password may be shown although it was refused
     */
    private record Step(Draft draft, boolean end, boolean again) {

        Step(Draft draft) {
            this(draft, false, false);
        }
    }
}
