package dev.rollcall.attendance.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatementTest {

    @Test
    void root_isTheSameInAnyOrder_andOtherForOtherEvents() {
        Set<String> roots = new HashSet<>();
        for (int count = 0; count <= 40; count++) {
            List<EventKey> keys = new ArrayList<>(Keys.some(count, 3));
            String root = MerkleTree.rootOf(keys);
            Collections.shuffle(keys, new Random(count));
            assertThat(MerkleTree.rootOf(keys)).isEqualTo(root).hasSize(64);
            roots.add(root);
        }

        assertThat(roots).hasSize(41);
    }

    @Test
    void root_isTheSameForEver() {
        assertThat(MerkleTree.rootOf(List.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(MerkleTree.rootOf(Keys.some(3, 9)))
                .isEqualTo("07e0970959fc4fe938dac16748a3e16a0e2c93b02d593179de04e8c1b46553f1");
    }

    @Test
    void canonical_saysEveryField_andNothingTwice() {
        assertThat(statement("2026-11-23", "2026-11-25", List.of("serial 5: lost"), "nobody\nasked")
                        .canonical())
                .isEqualTo("""
                        rollcall completeness statement 2
                        store: store\\n1
                        device: GA6820584
                        from: 2026-11-23
                        to: 2026-11-25
                        issued: 2026-12-01T00:00:00Z
                        complete until: -
                        checked: 2026-11-30T23:00:00Z
                        missing: serial 5: lost
                        day: 2026-11-23 COMPLETE 900 900 300 ab -
                        day: 2026-11-24 UNKNOWN - - 0 cd nobody\\nasked
                        """);
    }

    /** A file of the first form has no such field. */
    @Test
    void missing_isNothing_whereTheFileDoesNotSay() {
        assertThat(statement(null, null, null, null)).isEqualTo(statement(null, null, List.of(), null));
    }

    /** What was signed in the first form can be checked for ever. */
    @Test
    void canonical_ofTheFirstForm_isTheSameForEver() {
        assertThat(statement(null, null, List.of(), null).canonical()).isEqualTo("""
                rollcall completeness statement 1
                store: store\\n1
                device: GA6820584
                issued: 2026-12-01T00:00:00Z
                complete until: -
                checked: 2026-11-30T23:00:00Z
                day: 2026-11-23 COMPLETE 900 900 300 ab
                day: 2026-11-24 UNKNOWN - - 0 cd
                """);
    }

    @Test
    void anyFieldThatTheFirstFormHadNot_makesItTheSecond() {
        assertThat(List.of(
                        statement("2026-11-23", null, List.of(), null),
                        statement(null, "2026-11-25", List.of(), null),
                        statement(null, null, List.of("x"), null),
                        statement(null, null, List.of(), "x")))
                .extracting(Statement::form)
                .containsOnly("rollcall completeness statement 2");
    }

    private static Statement statement(
            @Nullable String from, @Nullable String to, List<String> missing, @Nullable String why) {
        return new Statement(
                "store\n1",
                "GA6820584",
                from,
                to,
                "2026-12-01T00:00:00Z",
                null,
                "2026-11-30T23:00:00Z",
                missing,
                List.of(
                        new Statement.Day("2026-11-23", "COMPLETE", null, 900L, 900L, 300, "ab"),
                        new Statement.Day("2026-11-24", "UNKNOWN", why, null, null, 0, "cd")));
    }
}
