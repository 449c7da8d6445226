package dev.rollcall.receiver.wiring;

import dev.rollcall.receiver.jdbc.UnusableDatabaseException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences, instead of a stack trace, why the receiver does not start. */
final class UnusableDatabaseAnalyzer extends AbstractFailureAnalyzer<UnusableDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableDatabaseException cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String reason = deepest == cause ? "" : " (" + deepest + ")";
        return new FailureAnalysis(
                cause.getMessage() + reason, "Do what is said above, then start the receiver again.", cause);
    }
}
