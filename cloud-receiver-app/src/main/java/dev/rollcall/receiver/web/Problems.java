package dev.rollcall.receiver.web;

import dev.rollcall.attendance.event.DeviceKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The problems this receiver answers with. */
public final class Problems {

    private Problems() {}

    /** The token is wrong, unknown or revoked. */
    public static Problem tokenRefused() {
        return Problem.of(
                401,
                "token-refused",
                "Token refused",
                "The token is unknown or revoked. Make a new one on the receiver (token add) and enter it where this"
                        + " request comes from.");
    }

    /** There is no token. */
    public static Problem tokenMissing() {
        return Problem.of(
                401,
                "token-missing",
                "Token missing",
                "Send a header 'Authorization: Bearer' with a token made on the receiver (token add).");
    }

    /** The token is good, but for something else. */
    public static Problem roleNotAllowed() {
        return Problem.of(
                403,
                "role-not-allowed",
                "Token of another role",
                "This token's role does not allow this request. Agents send, readers and admins read; make a token of"
                        + " the right role on the receiver (token add --role).");
    }

    /** The database did not store or answer. */
    public static Problem storeFailed() {
        return Problem.of(
                503,
                "store-failed",
                "Nothing stored",
                "The receiver's database does not answer or refuses to write; nothing of this request is stored."
                        + " Send it again later.");
    }

    /** Something unforeseen happened. */
    public static Problem unforeseen() {
        return Problem.of(
                500,
                "unforeseen",
                "Unforeseen failure",
                "The receiver failed in an unforeseen way; its log says how. Send it again later.");
    }

    static Problem other(int status) {
        return Problem.of(
                status, "http-" + status, "Request not understood", "There is nothing here for such a request.");
    }

    /** The problem of a status that something else than a handler gave. */
    static Problem ofStatus(int status) {
        if (status == 404) {
            return unknownAddress();
        }
        return status == 500 ? unforeseen() : other(status);
    }

    static Problem malformedJson(String place) {
        return Problem.of(
                400,
                "malformed-json",
                "Malformed JSON",
                "The body is not the JSON that is expected here: " + place + ".");
    }

    static Problem malformedBody(String detail) {
        return Problem.of(400, "malformed-body", "Malformed body", detail);
    }

    /** A body could not be read to its end: too slow, or broken off. */
    static Problem unreadable(IOException reason) {
        return reason instanceof SlowBodyException
                ? Problem.of(
                        408,
                        "body-too-slow",
                        "Body too slow",
                        "The body of this request did not come in time (rollcall.intake.body-time); nothing of it is stored."
                                + " Send it again, in smaller pieces if the line is slow.")
                : malformedBody("The body could not be read to its end. Send it again.");
    }

    static Problem formTooLarge(int most) {
        return Problem.of(
                413, "too-large", "Form too large", "The form has more than " + most + " bytes. Send a smaller one.");
    }

    static Problem encodingNotSupported(String encoding) {
        return Problem.of(
                415,
                "encoding-not-supported",
                "Encoding not supported",
                "Content-Encoding '" + encoding + "' is not understood; send gzip or none.");
    }

    static Problem tooLarge(String limit, long value) {
        return Problem.of(
                413,
                "too-large",
                "Batch too large",
                "The batch is over the limit " + limit + "=" + value
                        + ". Send smaller batches, or raise the limit on the" + " receiver.");
    }

    static Problem missingFields(List<String> fields) {
        return new Problem(
                400,
                "missing-fields",
                "Missing required fields",
                "These fields are required and missing: " + String.join(", ", fields) + ".",
                Map.of("error", "Missing required fields", "fields", fields));
    }

    /** A message is of a version that this receiver does not speak. */
    static Problem otherVersion(int spoken, int asked) {
        return invalidField(
                "version",
                "this receiver speaks version " + spoken + ", not " + asked
                        + "; install an agent and a receiver that fit");
    }

    static Problem invalidField(String field, String reason) {
        return new Problem(
                400,
                "invalid-field",
                "Invalid field",
                "Field '" + field + "': " + reason + ".",
                Map.of("error", "Invalid field " + field, "fields", List.of(field)));
    }

    static Problem invalidParameter(String parameter, String reason) {
        return Problem.of(
                400, "invalid-parameter", "Invalid parameter", "Parameter '" + parameter + "': " + reason + ".");
    }

    static Problem deviceNotAllowed(DeviceKey device) {
        return Problem.of(
                403,
                "device-not-allowed",
                "Device not allowed",
                "This token may not send for device " + device + ". Make a token that may on the receiver (token add"
                        + " --role agent --device " + device + "), or one without --device.");
    }

    static Problem tooManyNewDevices(DeviceKey device, int most) {
        return Problem.of(
                403,
                "device-not-allowed",
                "Too many new devices",
                "Device " + device + " is not known here, and " + most
                        + " new devices wait already for an administrator."
                        + " Look through them (device list), enter this one (device add " + device
                        + " --name NAME), or raise rollcall.limits.new-devices. Nothing is lost: the agent keeps its"
                        + " events and tries again.");
    }

    static Problem lateTelling(String reason) {
        return Problem.of(
                409,
                "older-than-told",
                "Older than what was told",
                "This agent came late: " + reason
                        + ". Nothing of it is kept. If it is no message that was held up on the way,"
                        + " look at the clock of the agent's computer.");
    }

    static Problem devicePullOff() {
        return original(
                403,
                "device-pull-off",
                "Device pull is off",
                "This receiver does not fetch from devices itself: device pull is off. List the terminals it may ask in"
                        + " rollcall.device-pull.allow (host:port) if it stands on their network; else run the"
                        + " Rollcall agent there, which reads them and sends what it finds.");
    }

    static Problem devicePullNotAllowed(String reason) {
        return original(403, "device-pull-not-allowed", "Device pull not allowed", reason);
    }

    static Problem devicePullBusy(String reason) {
        return original(409, "device-pull-busy", "Device pull busy", reason);
    }

    static Problem devicePullFailed(String reason) {
        return original(500, "device-pull-failed", "Device pull failed", reason);
    }

    /** An error that also has the fields by which the original system told it. */
    private static Problem original(int status, String name, String title, String reason) {
        return new Problem(status, name, title, reason, Map.of("success", false, "error", reason));
    }

    static Problem unknownAddress() {
        return Problem.of(404, "not-found", "Not found", "There is nothing at this address.");
    }

    static Problem otherStore() {
        return Problem.of(
                410,
                "other-store",
                "Cursor of another store",
                "This cursor was made by another database than the one that answers now (it was restored or replaced)."
                        + " Start again without 'after'; events already known can be told by their id.");
    }
}
