package dev.rollcall.agent.service;

/** What an uninstalled service leaves. */
final class Kept {

    private Kept() {}

    static String text(Installation what) {
        return "The service is gone. Kept: " + what.config() + ", " + what.secrets() + " and " + what.dataDir()
                + " (journal and queue). Remove them yourself once nothing waits in the queue any more.";
    }
}
