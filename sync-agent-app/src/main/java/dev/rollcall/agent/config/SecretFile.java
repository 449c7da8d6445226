package dev.rollcall.agent.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that holds one secret, alone on its line. A line end after it is not part of it; blanks are. */
final class SecretFile {

    private static final int MOST_BYTES = 8 << 10;
    private static final String ALONE = "Put the secret into that file, alone on one line, as UTF-8 text.";

    private final SettingReader settings;

    SecretFile(SettingReader settings) {
        this.settings = settings;
    }

    Secret read(String key, Path path) {
        if (Files.isDirectory(path)) {
            return refuse(key, path + " is a folder", "Name the file that holds the secret.");
        }
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(path)) {
            bytes = stream.readNBytes(MOST_BYTES + 1);
        } catch (IOException unreadable) {
            return refuse(
                    key,
                    path + " cannot be read",
                    "Check that the file exists and that the agent's account may read it.");
        }
        if (bytes.length > MOST_BYTES) {
            return refuse(key, path + " is larger than 8 KiB", ALONE);
        }
        return secretOf(key, path, bytes);
    }

    private Secret secretOf(String key, Path path, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            return refuse(key, path + " is no UTF-8 text", "Save it as UTF-8. " + ALONE);
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        text = text.replaceFirst("(\r?\n)+$", "");
        if (text.isBlank()) {
            return refuse(key, path + " is empty", ALONE);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return refuse(key, path + " has several lines or control characters", ALONE);
        }
        settings.noteSecretFile(path);
        return Secret.of(text);
    }

    private Secret refuse(String key, String value, String remedy) {
        settings.problem(key, value, remedy);
        return Secret.of(SettingReader.MISSING);
    }
}
