package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AccountHashTest {
    private static final byte[] SALT = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);

    @Test
    void hash_isAlwaysTheSame_sinceRefusalsAreKeptUnderIt() {
        assertThat(AccountHash.of("admin", "päss", SALT))
                .as("as computed by Python's hashlib")
                .isEqualTo("f9d1fcd8f58d56def8ddc7b8295f148af1ed2e4b53ab2a42dee8976b768c1c88");
    }

    @Test
    void hash_tellsUserPasswordAndSaltApart() {
        assertThat(AccountHash.of("admin", "a", SALT))
                .isNotEqualTo(AccountHash.of("admin", "b", SALT))
                .isNotEqualTo(AccountHash.of("admin2", "a", SALT))
                .isNotEqualTo(AccountHash.of("admin", "a", new byte[16]));
    }
}
