package dev.rollcall.agent.service;

import java.util.List;

/** A way to keep the agent running. Says what to do; does nothing. */
public interface Service {

    /** Returns what installs and starts it. Done again, it upgrades. */
    List<Deed> install();

    /** Returns what stops and removes it. Configuration, journal and queue stay. */
    List<Deed> uninstall();

    /** Returns what shows how it is. */
    List<Deed> status();
}
