package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PictureRedactorTest {

    private static final String EVENT =
            "{\"eventType\":\"AccessControllerEvent\",\"AccessControllerEvent\":{\"serialNo\":1}}";
    private static final byte[] JPEG = picture(0xFF, 0xD8, 0xFF, 0xE0);
    private static final byte[] PNG = picture(0x89, 0x50, 0x4E, 0x47);

    @Test
    void redact_replacesPicturePartsAndNothingElse() {
        String head = "--B\r\nContent-Disposition: form-data; name=\"event_log\"\r\n\r\n" + EVENT
                + "\r\n--B\r\nContent-Type: image/jpeg\r\nContent-Length: " + JPEG.length + "\r\n\r\n";
        String tail = "\r\n--B--\r\n";
        byte[] redacted = PictureRedactor.redact("multipart/form-data; boundary=B", join(head, JPEG, tail));
        assertThat(text(redacted)).isEqualTo(head + standIn(JPEG) + tail);
        NotificationBody read = NotificationParser.parse("multipart/form-data; boundary=B", redacted);
        assertThat(read.events()).hasSize(1);
        assertThat(read.pictures()).containsExactly(new Picture("image/jpeg", JPEG.length, sha256(JPEG)));
        assertThat(PictureRedactor.redact(null, redacted)).isEqualTo(redacted);
    }

    @Test
    void redact_findsPicturesWithoutATypeAndWithoutABlankLine() {
        byte[] body = join("--B\r\nContent-Disposition: form-data; name=\"x\"\r\n", PNG, "\r\n--B--");
        assertThat(text(PictureRedactor.redact(null, body)))
                .isEqualTo("--B\r\nContent-Disposition: form-data; name=\"x\"\r\n" + standIn(PNG) + "\r\n--B--");
    }

    @Test
    void redact_replacesAPictureThatIsCutOff() {
        byte[] body = join("--B\r\nContent-Type: image/jpeg\r\n\r\n", JPEG, "");
        assertThat(text(PictureRedactor.redact(null, body)))
                .isEqualTo("--B\r\nContent-Type: image/jpeg\r\n\r\n" + standIn(JPEG));
    }

    @Test
    void redact_replacesABodyThatIsAPicture() {
        assertThat(text(PictureRedactor.redact("image/jpeg", JPEG))).isEqualTo(standIn(JPEG));
        assertThat(text(PictureRedactor.redact(null, PNG))).isEqualTo(standIn(PNG));
    }

    @Test
    void redact_replacesBinaryInsideTextThatWasNotSplit() {
        byte[] body = join("{\"eventType\":\"x\"}\r\n", JPEG, "");
        assertThat(text(PictureRedactor.redact("application/json", body)))
                .isEqualTo("{\"eventType\":\"x\"}\r\n" + standIn(JPEG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pic\":\"%s\",\"n\":1}",
                "{\"pic\":\"data:image/jpeg;base64,%s\"}",
                "<a><b>%s</b></a>",
                "<a><b>\r\n%s\r\n</b></a>",
                "--B\r\n\r\n{\"pic\":\"%s\"}\r\n--B--"
            })
    void redact_replacesBase64(String shape) {
        for (byte[] picture : new byte[][] {JPEG, PNG}) {
            String encoded = Base64.getEncoder().encodeToString(picture);
            assertThat(redact(shape.replace("%s", encoded))).isEqualTo(shape.replace("%s", standIn(picture)));
        }
    }

    @Test
    void redact_replacesBase64WithEscapedSlashesAndFoldedLines() {
        String escaped = Base64.getEncoder().encodeToString(JPEG).replace("/", "\\/");
        assertThat(redact("{\"pic\":\"" + escaped + "\"}")).isEqualTo("{\"pic\":\"" + standIn(JPEG) + "\"}");
        String folded = Base64.getMimeEncoder().encodeToString(JPEG);
        assertThat(redact("<p>" + folded + "</p>")).isEqualTo("<p>" + standIn(JPEG) + "</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"url\":\"http://192.168.1.64/9j/x.jpeg\",\"name\":\"iPhone\"}",
                "{\"name\":\"张三 ÿØÿ\"}",
                "--B\r\nContent-Type: application/json\r\n\r\n{\"a\":\"b/9j/c\"}\r\n--B--\r\n"
            })
    void redact_leavesOtherBytesAlone(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(PictureRedactor.redact("multipart/form-data; boundary=B", bytes))
                .isEqualTo(bytes);
    }

    private static String redact(String body) {
        return text(PictureRedactor.redact(null, body.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(String before, byte[] middle, String after) {
        return NotificationParserTest.bytes(before, middle, after);
    }

    private static String standIn(byte[] picture) {
        return "[picture removed: " + picture.length + " bytes, SHA-256 " + sha256(picture) + "]";
    }

    private static String sha256(byte[] picture) {
        return Hashing.sha256().hashBytes(picture).toString();
    }

    private static byte[] picture(int... beginning) {
        byte[] picture = new byte[1000];
        new Random(1).nextBytes(picture);
        for (int i = 0; i < beginning.length; i++) {
            picture[i] = (byte) beginning[i];
        }
        return picture;
    }
}
