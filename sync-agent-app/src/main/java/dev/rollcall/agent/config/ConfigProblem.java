package dev.rollcall.agent.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key    the key as it is written in the file, for example {@code devices[0].host}
 * @param value  what was found; never a secret
 * @param remedy what to do, as a sentence
 */
public record ConfigProblem(String key, String value, String remedy) {

    @Override
    public String toString() {
        return key + ": " + value + "\n    " + remedy;
    }
}
