package dev.rollcall.agent.init;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.InvalidConfigException;
import dev.rollcall.agent.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The configuration on disk. What is written is read back as the agent reads it before it takes its place; what was there before stays
 * under another name.
 */
public final class ConfigFile {

    private final Path file;
    private final Function<Path, AgentConfig> reader;
    private final List<Path> written = new ArrayList<>();

    /**
     * Creates it.
     *
     * @param reader reads a configuration as the agent does
     */
    public ConfigFile(Path file, Function<Path, AgentConfig> reader) {
        this.file = file.toAbsolutePath().normalize();
        this.reader = reader;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Returns the configuration as it is. */
    public AgentConfig read() {
        return reader.apply(file);
    }

    /**
     * Writes a configuration of these answers, secrets into files of their own.
     *
     * @throws GivenUpException if that cannot be written
     */
    public void write(Draft draft) {
        attempt(() -> {
            OwnFiles.folder(folder());
            secrets(draft, null);
            Path fresh = checked(ConfigText.of(draft), 1);
            if (exists()) {
                Path kept = freeName();
                Files.move(file, kept);
                written.add(kept);
            }
            OwnFiles.replace(file, fresh);
            written.add(0, file);
        });
    }

    /**
     * Adds the terminal of these answers; all else stays as it is.
     *
     * @throws GivenUpException if that cannot be done, with the lines to add by hand
     */
    public void add(Draft draft) {
        attempt(() -> {
            int before = read().devices().size();
            String text = ConfigText.withDevice(Files.readString(file, StandardCharsets.UTF_8), draft);
            if (text == null) {
                throw new GivenUpException(
                        ExitCode.INCOMPLETE,
                        "The terminals in " + file + " are written in a way that is not changed by a program. Add these"
                                + " lines to them, and put the password into the file named there:\n"
                                + ConfigText.device(draft, "  "));
            }
            Path password = folder().resolve(ConfigText.passwordFile(draft));
            if (Files.exists(password)) {
                throw new GivenUpException(
                        ExitCode.WRONG_USAGE, password + " is there already: give the terminal another name.");
            }
            secrets(draft, Question.PASSWORD);
            try {
                OwnFiles.replace(file, checked(text, before + 1));
            } catch (InvalidConfigException invalid) {
                Files.deleteIfExists(password);
                throw invalid;
            }
            written.add(0, file);
        });
    }

    /** Returns what was written, the configuration first. */
    public List<Path> written() {
        return List.copyOf(written);
    }

    private void secrets(Draft draft, @Nullable Question only) throws IOException {
        OwnFiles.folder(folder().resolve(ConfigText.SECRETS));
        if (only == null) {
            secret(ConfigText.TOKEN_FILE, draft.secrets().get(Question.TOKEN.key()));
        }
        secret(ConfigText.passwordFile(draft), draft.secrets().get(Question.PASSWORD.key()));
    }

    private void secret(String name, @Nullable Secret secret) throws IOException {
        if (secret != null) {
            Path place = folder().resolve(name);
            OwnFiles.write(place, secret.reveal() + "\n");
            written.add(place);
        }
    }

    private Path checked(String text, int devices) throws IOException {
        Path fresh = OwnFiles.beside(file, text);
        try {
            if (reader.apply(fresh).devices().size() >= devices) {
                return fresh;
            }
            Files.deleteIfExists(fresh);
            throw new GivenUpException(ExitCode.INCOMPLETE, "The terminal could not be added to " + file + ".");
        } catch (InvalidConfigException invalid) {
            Files.deleteIfExists(fresh);
            throw invalid;
        }
    }

    private Path freeName() {
        Path kept = file.resolveSibling(file.getFileName() + ".before");
        for (int number = 2; Files.exists(kept); number++) {
            kept = file.resolveSibling(file.getFileName() + ".before-" + number);
        }
        return kept;
    }

    private Path folder() {
        Path folder = file.getParent();
        return folder == null ? file.toAbsolutePath().getRoot() : folder;
    }

    private void attempt(Writing writing) {
        try {
            writing.write();
        } catch (IOException failed) {
            throw new GivenUpException(
                    ExitCode.WRONG_USAGE,
                    "The configuration cannot be written: " + failed.getMessage()
                            + ". Choose another place with --config FILE, or run this as somebody who may write there.");
        }
    }

    /** Writes something. */
    private interface Writing {
        void write() throws IOException;
    }
}
