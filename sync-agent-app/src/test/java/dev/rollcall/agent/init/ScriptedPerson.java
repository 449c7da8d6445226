package dev.rollcall.agent.init;

import dev.rollcall.agent.config.Secret;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers in order, and remembers what was asked and shown. */
public final class ScriptedPerson implements Person {

    private final Deque<String> answers;
    private final boolean there;
    private final List<String> asked = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();

    private ScriptedPerson(List<String> answers, boolean there) {
        this.answers = new ArrayDeque<>(answers);
        this.there = there;
    }

    public static ScriptedPerson answering(String... answers) {
        return new ScriptedPerson(List.of(answers), true);
    }

    static ScriptedPerson absent() {
        return new ScriptedPerson(List.of(), false);
    }

    List<String> asked() {
        return asked;
    }

    String shown() {
        return String.join("\n", shown);
    }

    @Override
    public void say(String line) {
        shown.add(line);
    }

    @Override
    public String ask(String question, String proposed) {
        String answer = next(question);
        return answer.isEmpty() ? proposed : answer;
    }

    @Override
    public Secret askSecret(String question) {
        return Secret.of(next(question));
    }

    @Override
    public boolean isThere() {
        return there;
    }

    private String next(String question) {
        asked.add(question);
        if (!there || answers.isEmpty()) {
            throw new NobodyAnswersException(question);
        }
        return answers.remove();
    }
}
