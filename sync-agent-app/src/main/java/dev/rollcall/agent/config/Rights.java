package dev.rollcall.agent.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks who may read and write the files with secrets. What anybody may write is refused: whoever writes it sends the punches
 * and the token where he likes. What anybody may read is warned about only, since refusing would stop a site over night.
 */
final class Rights {

    private final Path file;

    Rights(Path file) {
        this.file = file;
    }

    /** Returns the warnings; what is refused becomes a problem. */
    List<String> check(SettingReader settings) {
        List<String> warnings = new ArrayList<>();
        check(file, settings.holdsSecret(), settings, warnings);
        settings.secretFiles().forEach(secret -> check(secret, true, settings, warnings));
        return warnings;
    }

    private static void check(Path path, boolean secret, SettingReader settings, List<String> warnings) {
        FileRights rights = FileRights.of(path);
        if (rights.writable()) {
            settings.problem(
                    path.toString(),
                    "everybody on this computer may change it",
                    "Let only its owner write it: chmod go-w (on Windows: remove Everyone and Users in its security"
                            + " settings).");
        } else if (rights.readable() && secret) {
            warnings.add("everybody on this computer may read " + path
                    + ", which holds a secret. Let only the agent's account read it: chmod o-r (on Windows: remove Everyone"
                    + " and Users in its security settings)");
        }
    }
}
