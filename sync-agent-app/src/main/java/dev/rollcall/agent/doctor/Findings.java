package dev.rollcall.agent.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is found of one subject. */
final class Findings {

    private final String subject;
    private final List<Finding> all = new ArrayList<>();

    Findings(String subject) {
        this.subject = subject;
    }

    void ok(Check check, String text) {
        all.add(Finding.ok(check, subject, text));
    }

    void bad(Check check, String text) {
        all.add(Finding.bad(check, subject, text));
    }

    /** Says what is wrong, or that nothing is. */
    void judge(Check check, @Nullable String wrong, String fine) {
        if (wrong == null) {
            ok(check, fine);
        } else {
            bad(check, wrong);
        }
    }

    void unchecked(Check check, String why) {
        all.add(Finding.unchecked(check, subject, why));
    }

    /** Says why these were not looked at, unless something was already said of them. */
    void uncheckedOf(Collection<Check> checks, String why) {
        checks.stream()
                .filter(check -> all.stream().noneMatch(finding -> finding.check() == check))
                .toList()
                .forEach(check -> unchecked(check, why));
    }

    List<Finding> all() {
        return all;
    }
}
