package dev.rollcall.agent.init;

import dev.rollcall.agent.config.AgentConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Gives verdicts in order, then all is well; remembers which passwords were tried. */
final class ScriptedTrial implements Trial {

    private final Deque<Verdict> terminals = new ArrayDeque<>();
    private final Deque<Verdict> receivers = new ArrayDeque<>();
    private final List<String> passwords = new ArrayList<>();
    private final List<Boolean> again = new ArrayList<>();

    ScriptedTrial terminal(Kind kind) {
        terminals.add(new Verdict(kind, kind.name(), kind == Kind.UNTRUSTED ? "ab".repeat(32) : null));
        return this;
    }

    ScriptedTrial receiver(Kind kind) {
        receivers.add(new Verdict(kind, kind.name()));
        return this;
    }

    List<String> passwords() {
        return passwords;
    }

    List<Boolean> again() {
        return again;
    }

    @Override
    public Verdict terminal(AgentConfig config, boolean mayBeShown) {
        passwords.add(config.devices().get(0).password().reveal());
        again.add(mayBeShown);
        return terminals.isEmpty() ? new Verdict(Kind.OK, "fine") : terminals.remove();
    }

    @Override
    public Verdict receiver(AgentConfig config) {
        return receivers.isEmpty() ? new Verdict(Kind.OK, "fine") : receivers.remove();
    }
}
