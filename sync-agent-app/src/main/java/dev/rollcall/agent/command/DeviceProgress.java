package dev.rollcall.agent.command;

/**
 * How far a command has come with one device.
 *
 * @param device           the device's configured name
 * @param records          how many records were read
 * @param share            how much of all is done, 0 to 1
 * @param perSecond        how many records are read per second
 * @param remainingSeconds how long the rest will take at that rate; -1 if that cannot be told yet
 */
public record DeviceProgress(String device, long records, double share, double perSecond, long remainingSeconds) {}
