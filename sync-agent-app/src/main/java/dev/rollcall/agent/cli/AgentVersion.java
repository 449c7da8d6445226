package dev.rollcall.agent.cli;

import dev.rollcall.agent.wiring.Version;
import picocli.CommandLine.IVersionProvider;

/** Tells the version to picocli. */
final class AgentVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"sync-agent " + Version.current()};
    }
}
