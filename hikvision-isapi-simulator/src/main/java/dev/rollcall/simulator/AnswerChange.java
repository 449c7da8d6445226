package dev.rollcall.simulator;

import java.util.function.UnaryOperator;

/**
 * A fault that turns the right answer into a wrong one. Immutable.
 *
 * @param onlyOf the path it can be applied to, empty for any
 */
record AnswerChange(String what, String onlyOf, UnaryOperator<Answer> change) implements Fault {

    AnswerChange(String what, UnaryOperator<Answer> change) {
        this(what, "", change);
    }

    Answer of(Answer right) {
        return change.apply(right);
    }

    @Override
    public String toString() {
        return what;
    }
}
