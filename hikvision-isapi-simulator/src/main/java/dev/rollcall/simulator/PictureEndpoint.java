package dev.rollcall.simulator;

import java.util.Base64;

/**
 * GET /LOCALS/pic/…: pictures of events (acsLinkCap) and of enrolled faces (enrlFace), under the same digest as everything
 * else. Every picture is the same grey pixel, made up here; names that are not a picture's are answered with 404. The
 * paths are those seen on DS-K1T342MWX V3.16.1.
 */
final class PictureEndpoint implements Endpoint {
    private static final String ROOT = "/LOCALS/pic";
    private static final byte[] GREY_PIXEL = Base64.getDecoder()
            .decode(
                    "/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0"
                            + "Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQID"
                            + "AAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1"
                            + "dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oA"
                            + "CAEBAAA/APn+v//Z");

    private final FirmwareProfile profile;

    PictureEndpoint(FirmwareProfile profile) {
        this.profile = profile;
    }

    static byte[] picture() {
        return GREY_PIXEL.clone();
    }

    @Override
    public String path() {
        return ROOT + BELOW;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.method().equals("GET")) {
            return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).xml();
        } else if (!request.path().matches(ROOT + "/(acsLinkCap|enrlFace)/[^/]+/[^/]+\\.jpe?g(@WEB\\d+)?")) {
            return Refusal.notSupport(404).xml();
        }
        return Answer.of(200, "image/jpeg", GREY_PIXEL);
    }
}
