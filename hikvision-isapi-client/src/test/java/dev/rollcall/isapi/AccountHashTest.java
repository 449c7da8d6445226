package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AccountHashTest {
    private static final byte[] SALT = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);

    @Test
    void hash_isAlwaysTheSame_sinceRefusalsAreKeptUnderIt() {
        assertThat(AccountHash.of("admin", "päss", SALT))
                .isEqualTo(AccountHash.of("admin", "päss", SALT))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void hash_tellsUserPasswordAndSaltApart() {
        assertThat(AccountHash.of("admin", "a", SALT))
                .isNotEqualTo(AccountHash.of("admin", "b", SALT))
                .isNotEqualTo(AccountHash.of("admin2", "a", SALT))
                .isNotEqualTo(AccountHash.of("admin", "a", new byte[16]));
    }
}
