package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.IsapiException.Origin;
import dev.rollcall.isapi.RawBytes;
import org.jspecify.annotations.Nullable;

/**
 * A complete HTTP answer of a device. Internal to the module.
 *
 * @param device {@code host:port}
 * @param path path of the request
 * @param connection how many connections had been opened to the device when it came; the same number tells of the same connection
 */
@SuppressWarnings("ArrayRecordComponent") // pages are large and read once; nobody compares answers
public record Answer(String device, String path, int status, byte[] body, long connection) {

    private static final int KEPT = 64 * 1024;
    private static final int REBOOT_REQUIRED = 7;

    /** An answer of which the connection is of no interest. */
    public Answer(String device, String path, int status, byte[] body) {
        this(device, path, status, body, 0);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as a tree, after any refusal in it has been thrown. */
    public Document document() {
        Document document;
        try {
            document = BodyReader.read(body);
        } catch (UnreadableBodyException e) {
            throw unexpected(e.getMessage(), e);
        }
        throwRefusalIn(document);
        return document;
    }

    /** Throws what the device refused, if it says so in {@code document}. */
    public void throwRefusalIn(Document document) {
        IsapiException refusal = DeviceVerdict.of(this, document);
        if (refusal != null) {
            throw refusal;
        }
    }

    /**
     * Ends a call that changes something: an empty success means done, as does every ResponseStatus that says so.
     *
     * @return whether the device asks for a restart before the change counts
     */
    public boolean done() {
        if (BodyReader.contentStart(body) == body.length) {
            return false;
        }
        Document document = document();
        Fields fields = new Fields(document.fields());
        Fields wrapped = fields.nested("ResponseStatus");
        Fields status = wrapped == null ? fields : wrapped;
        if (!status.has("statusCode") && !status.has("statusValue")) {
            throw unexpected("it does not say whether the change was made", null);
        }
        return Integer.valueOf(REBOOT_REQUIRED).equals(status.number("statusCode"));
    }

    /**
     * The fields of the element or object {@code root}, after any refusal has been thrown. JSON may wrap them in that name or not.
     */
    public Fields fields(String root) {
        Document document = document();
        Fields fields = new Fields(document.fields());
        Fields wrapped = fields.nested(root);
        if (wrapped != null) {
            return wrapped;
        }
        if (!document.root().isEmpty() && !document.root().equalsIgnoreCase(root)) {
            throw unexpected("the root is " + document.root() + ", not " + root, null);
        }
        return fields;
    }

    /** The device answered something else than asked. */
    public IsapiException.UnexpectedResponse unexpected(@Nullable String what, @Nullable Throwable cause) {
        return new IsapiException.UnexpectedResponse(
                new Origin(device, path, status, null, null),
                "this is not the answer asked for: " + what + ". Look at the kept bytes; is this really a terminal?",
                RawBytes.of(body, 0, Math.min(body.length, KEPT)),
                cause);
    }
}
