package dev.rollcall.agent.init;

import dev.rollcall.agent.config.AgentConfig;
import org.jspecify.annotations.Nullable;

/** Tries answers out. */
public interface Trial {

    /**
     * Asks the first terminal of a configuration who it is. The password is shown to it at most once.
     *
     * @param again whether it may be shown although it was refused before, because somebody says that the terminal has changed
     */
    Verdict terminal(AgentConfig config, boolean again);

    /** Asks the receiver whether it is there and takes the token. */
    Verdict receiver(AgentConfig config);

    /**
     * What came of it.
     *
     * @param kind        what to do next
     * @param text        what was found, for people
     * @param fingerprint of the certificate that was shown and is not trusted; null if there is none
     */
    record Verdict(Kind kind, String text, @Nullable String fingerprint) {

        public Verdict(Kind kind, String text) {
            this(kind, text, null);
        }
    }

    /** What to do next. */
    enum Kind {
        /** Go on. */
        OK,
        /** Go on, and ask for the zone: the terminal tells neither zone nor offset. */
        OK_WITHOUT_ZONE,
        /** Correct the address, or switch the thing on. */
        UNREACHABLE,
        /** Correct user and password, or the token. */
        REFUSED,
        /** The same password was refused before; it was not shown again. */
        REFUSED_BEFORE,
        /** Stop: one refusal more, and the account is locked for everybody. */
        NEARLY_LOCKED,
        /** Compare the certificate. */
        UNTRUSTED,
        /** Something else is wrong. */
        OTHER
    }
}
