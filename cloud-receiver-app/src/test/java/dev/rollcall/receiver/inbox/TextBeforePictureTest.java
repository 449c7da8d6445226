package dev.rollcall.receiver.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBeforePictureTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff\u00d8\u00ff", "\u0089PNG", "/9j/", "iVBORw0KGgo"})
    void of_endsWhereAPictureBegins(String beginning) {
        byte[] body = ("text" + beginning + "rest").getBytes(ISO_8859_1);

        assertThat(TextBeforePicture.of(body)).isEqualTo("text".getBytes(ISO_8859_1));
    }

    @Test
    void of_keepsABodyWithoutPictures() {
        byte[] body = "text \u00ff\u00d8".getBytes(ISO_8859_1);

        assertThat(TextBeforePicture.of(body)).isEqualTo(body);
        assertThat(TextBeforePicture.of(new byte[0])).isEmpty();
    }
}
