package dev.rollcall.agent.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.init.Trial.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InterviewTest {

    private static final Path FILE = Path.of("agent.yaml");
    private static final Draft WHOLE = Draft.EMPTY
            .with("devices[0].name", "front-door")
            .with("devices[0].host", "192.168.1.200")
            .with("devices[0].username", "admin")
            .with("devices[0].password", Secret.of("pass-1"))
            .with("receiver.url", "https://a.example")
            .with("receiver.token", Secret.of("token"));

    private final ScriptedTrial trial = new ScriptedTrial();

    private Draft hold(ScriptedPerson person, Draft given) {
        Interview interview = new Interview(person, trial, FILE, true);
        return interview.receiver(interview.terminal(given, false));
    }

    @Test
    void everything_isAskedOnce_andEmptyAnswersMeanWhatIsProposed() {
        ScriptedPerson person =
                ScriptedPerson.answering("", "192.168.1.200", "", "pass-1", "https://a.example", "token");
        Draft draft = hold(person, Draft.EMPTY);

        assertThat(draft).isEqualTo(WHOLE);
        assertThat(person.asked()).hasSize(6);
    }

    @Test
    void givenAnswers_areNotAskedFor() {
        assertThat(hold(ScriptedPerson.absent(), WHOLE)).isEqualTo(WHOLE);
    }

    @Test
    void wrongAnswers_areCorrectedWithoutStartingOver() {
        ScriptedPerson person = ScriptedPerson.answering(
                "front-door",
                "no host!",
                "192.168.1.200",
                "admin",
                "pass-1",
                "https:a.example",
                "https://a.example",
                "token");
        Draft draft = hold(person, Draft.EMPTY);

        assertThat(draft).isEqualTo(WHOLE);
        assertThat(person.shown()).contains("devices[0].host: 'no host!'", "Two slashes and a host must follow");
    }

    @Test
    void addressAsTheBrowserShowsIt_isTaken() {
        Draft draft = hold(
                ScriptedPerson.absent(),
                WHOLE.without("devices[0].host").with("devices[0].host", "https://10.0.0.8:8443/"));

        assertThat(draft.settings())
                .containsEntry("devices[0].host", "10.0.0.8")
                .containsEntry("devices[0].port", "8443")
                .containsEntry("devices[0].tls", "on");
    }

    @Test
    void refusedPassword_isCorrected_andTheOldOneNotShownAgain() {
        trial.terminal(Kind.REFUSED);
        ScriptedPerson person = ScriptedPerson.answering("p", "pass-2");
        Draft draft = hold(person, WHOLE);

        assertThat(trial.passwords()).containsExactly("pass-1", "pass-2");
        assertThat(draft.secrets()).containsEntry("devices[0].password", Secret.of("pass-2"));
    }

    @Test
    void passwordRefusedBefore_isShownAgainOnlyIfSomebodySaysSo() {
        trial.terminal(Kind.REFUSED_BEFORE);
        hold(ScriptedPerson.answering("s"), WHOLE);

        assertThat(trial.again()).containsExactly(false, true);
    }

    @Test
    void passwords_areNotTriedUntilTheTerminalLocks() {
        trial.terminal(Kind.REFUSED).terminal(Kind.REFUSED).terminal(Kind.REFUSED);
        ScriptedPerson person = ScriptedPerson.answering("p", "pass-2", "p", "pass-3", "p", "pass-4");

        assertThatThrownBy(() -> hold(person, WHOLE))
                .isInstanceOfSatisfying(
                        GivenUpException.class,
                        given -> assertThat(given.exitCode()).isEqualTo(ExitCode.DEVICE_REFUSED))
                .hasMessageContaining("wait half an hour");
        assertThat(trial.passwords()).hasSize(3);
    }

    @Test
    void nearlyLockedTerminal_endsItAtOnce() {
        trial.terminal(Kind.NEARLY_LOCKED);

        assertThatThrownBy(() -> hold(ScriptedPerson.answering("p", "pass-2"), WHOLE))
                .isInstanceOf(GivenUpException.class);
        assertThat(trial.passwords()).hasSize(1);
    }

    @Test
    void unreachableTerminal_canBeGivenAnotherAddress_triedAgain_orKept() {
        trial.terminal(Kind.UNREACHABLE).terminal(Kind.UNREACHABLE).terminal(Kind.UNREACHABLE);
        Draft draft = hold(ScriptedPerson.answering("a", "10.0.0.9", "r", "nonsense", "k"), WHOLE);

        assertThat(draft.settings()).containsEntry("devices[0].host", "10.0.0.9");
        assertThat(trial.passwords()).hasSize(3);
    }

    @Test
    void unknownCertificate_isTrustedOnlyIfSomebodySaysSo() {
        trial.terminal(Kind.UNTRUSTED);
        Draft draft = hold(ScriptedPerson.answering("f"), WHOLE);

        assertThat(draft.settings()).containsEntry("devices[0].tls", "ab".repeat(32));
    }

    @Test
    void terminalWithoutZone_isAskedAbout() {
        trial.terminal(Kind.OK_WITHOUT_ZONE);
        Draft draft = hold(ScriptedPerson.answering("Mars", "Asia/Colombo"), WHOLE);

        assertThat(draft.settings()).containsEntry("devices[0].zone", "Asia/Colombo");
    }

    @Test
    void refusedToken_isCorrected() {
        trial.receiver(Kind.REFUSED).receiver(Kind.UNREACHABLE);
        Draft draft = hold(ScriptedPerson.answering("t", "token-2", "u", "https://b.example"), WHOLE);

        assertThat(draft.secrets()).containsEntry("receiver.token", Secret.of("token-2"));
        assertThat(draft.settings()).containsEntry("receiver.url", "https://b.example");
    }

    @Test
    void nobodyThere_failuresEndIt_withTheExitCodeOfTheirKind() {
        trial.terminal(Kind.REFUSED);
        assertGivenUp(ExitCode.DEVICE_REFUSED);
        trial.terminal(Kind.UNREACHABLE);
        assertGivenUp(ExitCode.INCOMPLETE);
        trial.receiver(Kind.REFUSED);
        assertGivenUp(ExitCode.RECEIVER_REFUSED);
    }

    @Test
    void nobodyThere_missingAnswersAreNamedAllAtOnce() {
        assertThat(Interview.missing(Draft.EMPTY, true))
                .containsExactly(
                        "--device-host HOST",
                        "--device-password-file FILE",
                        "--receiver-url URL",
                        "--receiver-token-file FILE");
    }

    @Test
    void inputThatEnds_isAClearError() {
        assertThatThrownBy(() -> hold(ScriptedPerson.answering("front-door"), Draft.EMPTY))
                .isInstanceOf(NobodyAnswersException.class)
                .hasMessageContaining("Its address")
                .hasMessageContaining("Nothing was written");
    }

    private void assertGivenUp(int exitCode) {
        assertThatThrownBy(() -> hold(ScriptedPerson.absent(), WHOLE))
                .isInstanceOfSatisfying(
                        GivenUpException.class,
                        given -> assertThat(given.exitCode()).isEqualTo(exitCode))
                .hasMessageContaining("--untested");
    }
}
