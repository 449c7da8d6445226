package dev.rollcall.receiver.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.store.Role;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretTest {

    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @EnumSource(Role.class)
    void secret_isReadBack_andKeepsItsHash(Role role) {
        Secret secret = Secret.random(role, random);

        assertThat(secret.reveal())
                .startsWith(role.prefix())
                .hasSize(role.prefix().length() + 48);
        assertThat(Secret.parse(secret.reveal())).hasValueSatisfying(read -> {
            assertThat(read.hash()).isEqualTo(secret.hash());
            assertThat(read.hasHash(secret.hash())).isTrue();
            assertThat(read.hasHash("0".repeat(64))).isFalse();
        });
    }

    @Test
    void parse_refusesEverySingleWrongCharacter() {
        String text = Secret.random(Role.AGENT, random).reveal();
        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == 'A' ? 'B' : 'A';
            String wrong = text.substring(0, at) + other + text.substring(at + 1);
            assertThat(Secret.parse(wrong)).as(wrong).isEmpty();
        }
        assertThat(Secret.parse("")).isEmpty();
        assertThat(Secret.parse(text + "A")).isEmpty();
        assertThat(Secret.parse(text.substring(0, 20))).isEmpty();
        assertThat(Secret.parse(text.replace("rc_agent_", "rc_admin_"))).isEmpty();
    }

    @Test
    void toString_tellsNothing() {
        Secret secret = Secret.random(Role.ADMIN, random);

        assertThat(secret.toString()).isEqualTo("Secret[hidden]");
    }
}
