package dev.rollcall.receiver.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.store.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/rollcall/receiver");

    /** X4: wherever a secret or its hash is compared, it is compared in constant time; nobody else compares one. */
    @Test
    void secrets_areComparedInConstantTime_andNowhereElse() throws IOException {
        assertThat(Files.readString(SOURCES.resolve("security/Secret.java")))
                .contains("return MessageDigest.isEqual(", "public boolean hasHash(String hash)");
        assertThat(Files.readString(SOURCES.resolve("security/TokenDoor.java")))
                .contains("secret.hasHash(token.hash())");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain(
                                "hash().equals(",
                                "equals(hash)",
                                "reveal().equals(",
                                "equals(token.hash",
                                "text.equals(");
            }
        }
    }

    /** The same by measurement, coarsely: where the first difference stands cannot be told from the time. */
    @Test
    @Tag("long")
    void comparison_takesAsLong_whereverTheDifferenceStands() {
        Secret secret = Secret.random(Role.AGENT, random);
        String hash = secret.hash();
        String early = (hash.charAt(0) == '0' ? '1' : '0') + hash.substring(1);
        String late = hash.substring(0, 63) + (hash.charAt(63) == '0' ? '1' : '0');
        long[] times = new long[2];
        for (int round = 0; round < 40; round++) {
            long one = time(secret, early);
            long other = time(secret, late);
            if (round >= 10) {
                times[0] += one;
                times[1] += other;
            }
        }

        assertThat((double) times[0] / times[1]).isBetween(0.9, 1.1);
    }

    private static long time(Secret secret, String hash) {
        long begin = System.nanoTime();
        for (int each = 0; each < 20_000; each++) {
            if (secret.hasHash(hash)) {
                throw new AssertionError("another hash");
            }
        }
        return System.nanoTime() - begin;
    }

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
