package dev.rollcall.simulation;

import dev.rollcall.agent.config.DeviceConfig;

/** A place on the branch's network where a terminal answers, or two in turn, or none. */
final class Address {

    private final DeviceConfig config;
    private Device device;
    private Device intruder;
    private boolean intruderAnswers;
    private long awayUntil;
    private long lockedUntil;

    Address(DeviceConfig config, Device device) {
        this.config = config;
        this.device = device;
    }

    DeviceConfig config() {
        return config;
    }

    Device device() {
        return device;
    }

    void replaceBy(Device other) {
        device = other;
    }

    void intrude(Device other) {
        intruder = other;
    }

    boolean hasIntruder() {
        return intruder != null;
    }

    /** The network sends what is for this address to the other of the two from now on, which ends all connections. */
    void turnRound() {
        intruderAnswers = !intruderAnswers;
    }

    /** Returns who answers now. */
    Device answering() {
        return intruder != null && intruderAnswers ? intruder : device;
    }

    void goAway(long until) {
        awayUntil = Math.max(awayUntil, until);
    }

    void lock(long until) {
        lockedUntil = Math.max(lockedUntil, until);
    }

    boolean isAway(long now) {
        return now < awayUntil;
    }

    boolean isLocked(long now) {
        return now < lockedUntil;
    }

    void heal() {
        awayUntil = 0;
        lockedUntil = 0;
        intruder = null;
    }
}
