package dev.rollcall.receiver.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.config.AccessSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(
            new AccessSettings.Login(Duration.ZERO, Duration.ZERO, Duration.ZERO, 12, 4, 5, Duration.ofSeconds(30)));

    @Test
    void hash_isSaltedAndSaysHowItWasMade_andMatchesOnlyItsPassword() {
        String hash = passwords.hash("correct horse battery");

        assertThat(hash).startsWith("{bcrypt}$2b$04$").isNotEqualTo(passwords.hash("correct horse battery"));
        assertThat(passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(passwords.matches("correct horse batterY", hash)).isFalse();
        assertThat(passwords.matches("nobody has this password", null)).isFalse();
    }

    @Test
    void password_beyondWhatTheHashTakesIn_isNoPassword() {
        String seventyTwo = "0123456789ab".repeat(6);
        String hash = passwords.hash(seventyTwo);

        assertThat(passwords.objection("nimal", seventyTwo)).isEmpty();
        assertThat(passwords.objection("nimal", seventyTwo + "x")).isNotEmpty();
        assertThat(passwords.matches(seventyTwo + "x", hash)).isFalse();
        assertThat(passwords.matches(seventyTwo, hash)).isTrue();
    }

    @Test
    void password_hasTwelveCharacters_andNotTheName() {
        assertThat(passwords.objection("nimal", "elevenchars")).isNotEmpty();
        assertThat(passwords.objection("nimal", "twelve chars")).isEmpty();
        assertThat(passwords.objection("nimal", "I am Nimal, hello")).isNotEmpty();
    }
}
