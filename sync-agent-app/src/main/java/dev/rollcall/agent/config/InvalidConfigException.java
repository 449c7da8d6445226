package dev.rollcall.agent.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Holds every problem at once; correct all of them and start again. */
public final class InvalidConfigException extends RuntimeException {

    private final transient List<ConfigProblem> problems;

    InvalidConfigException(List<ConfigProblem> problems) {
        super(problems.size() + (problems.size() == 1 ? " problem" : " problems") + " in the configuration:\n"
                + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Returns what is wrong, in the order of the file. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
