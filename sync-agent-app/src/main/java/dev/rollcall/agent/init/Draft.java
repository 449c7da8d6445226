package dev.rollcall.agent.init;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigProblem;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.config.InvalidConfigException;
import dev.rollcall.agent.config.Secret;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers so far, by the key of the setting that each is for; the terminal is {@code devices[0]}. Immutable.
 *
 * @param settings what goes into the file, as it stands there
 * @param secrets  what goes into files of its own
 */
public record Draft(Map<String, String> settings, Map<String, Secret> secrets) {

    /** No answer yet. */
    public static final Draft EMPTY = new Draft(Map.of(), Map.of());

    private static final Map<String, String> FOR_THE_TERMINAL = Map.of("receiver.url", "https://receiver.invalid");
    private static final Map<String, String> FOR_THE_RECEIVER =
            Map.of("devices[0].name", "none", "devices[0].host", "terminal.invalid", "devices[0].username", "none");

    public Draft {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        secrets = Map.copyOf(secrets);
    }

    /** Returns this with a setting; what looks like a reference to a variable in it means itself. */
    public Draft with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(key, value.strip().replace("${", "$${"));
        return new Draft(more, secrets);
    }

    /** Returns this with a secret. */
    public Draft with(String key, Secret secret) {
        Map<String, Secret> more = new HashMap<>(secrets);
        more.put(key, secret);
        return new Draft(settings, more);
    }

    /** Returns this without the answer to a question. */
    Draft without(String key) {
        Map<String, String> fewer = new LinkedHashMap<>(settings);
        fewer.remove(key);
        Map<String, Secret> fewerSecrets = new HashMap<>(secrets);
        fewerSecrets.remove(key);
        return new Draft(fewer, fewerSecrets);
    }

    boolean answers(Question question) {
        return settings.containsKey(question.key()) || secrets.containsKey(question.key());
    }

    @Nullable String setting(String key) {
        return settings.get(key);
    }

    /** Returns what is wrong with the answers whose key begins like this; what is missing is no problem here. */
    List<ConfigProblem> problems(String key, Path file) {
        try {
            filled().read(file);
            return List.of();
        } catch (InvalidConfigException invalid) {
            return invalid.problems().stream()
                    .filter(problem -> problem.key().startsWith(key))
                    .toList();
        }
    }

    /** Returns the configuration that these answers are; what was not asked yet is filled with something harmless. */
    AgentConfig toConfig(Path file) {
        return filled().read(file);
    }

    private AgentConfig read(Path file) {
        return ConfigReader.readDraft(settings, secrets, file);
    }

    private Draft filled() {
        Map<String, String> all = new LinkedHashMap<>(FOR_THE_TERMINAL);
        all.putAll(FOR_THE_RECEIVER);
        all.putAll(settings);
        Map<String, Secret> allSecrets =
                new HashMap<>(Map.of("receiver.token", Secret.of("none"), "devices[0].password", Secret.of("none")));
        allSecrets.putAll(secrets);
        return new Draft(all, allSecrets);
    }
}
