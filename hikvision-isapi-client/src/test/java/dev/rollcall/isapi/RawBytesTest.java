package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RawBytesTest {

    @Test
    void of_copiesBothWays() {
        byte[] given = {1, 2, 3};
        RawBytes raw = RawBytes.of(given);
        given[0] = 9;
        raw.toByteArray()[1] = 9;
        assertThat(raw.toByteArray()).containsExactly(1, 2, 3);
        assertThat(raw.size()).isEqualTo(3);
    }

    @Test
    void text_replacesMalformedAndIsUtf8Says() {
        RawBytes broken = RawBytes.of(new byte[] {'a', (byte) 0xE5, (byte) 0xBC, 'b'});
        assertThat(broken.isUtf8()).isFalse();
        assertThat(broken.text()).isEqualTo("a\uFFFDb");
        RawBytes whole = RawBytes.of("张三".getBytes(StandardCharsets.UTF_8));
        assertThat(whole.isUtf8()).isTrue();
        assertThat(whole.text()).isEqualTo("张三");
    }

    @Test
    void equals_isByContentAndToStringHidesIt() {
        RawBytes one = RawBytes.of("secret name".getBytes(StandardCharsets.UTF_8));
        RawBytes same = RawBytes.of("xsecret namex".getBytes(StandardCharsets.UTF_8), 1, 12);
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(RawBytes.of(new byte[0]));
        assertThat(one.toString()).contains("11 bytes").doesNotContain("secret");
    }
}
