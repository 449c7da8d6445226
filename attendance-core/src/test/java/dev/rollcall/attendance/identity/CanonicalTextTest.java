package dev.rollcall.attendance.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CanonicalTextTest {

    @Test
    void add_writesAnyFieldOnALineOfItsOwn() {
        assertThat(lines("plain")).isEqualTo("plain");
        assertThat(lines("a\nb")).isEqualTo("a\\nb");
        assertThat(lines("\n")).isEqualTo("\\n");
        assertThat(lines("a\\b")).isEqualTo("a\\\\b");
        assertThat(lines("\\")).isEqualTo("\\\\");
        assertThat(lines("a\\n\nb")).isEqualTo("a\\\\n\\nb");
    }

    @Test
    void digest_isShownByItsDigits_andHasNoOtherForm() {
        String hex = "3d09e06b76916e34b1553027b23ad71b";

        assertThat(new ContentDigest(hex)).hasToString(hex);
        assertThatThrownBy(() -> new ContentDigest(hex.substring(1))).hasMessageContaining(hex.substring(1));
    }

    private static String lines(String field) {
        String text = CanonicalText.version("v").add(field).add(7).toString();
        return text.substring("v\n".length(), text.length() - "\n7".length());
    }
}
