package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames what a terminal posts: the notice alone, or in a part called event_log, with or without its malformations. */
final class PushedBody {
    static final String BOUNDARY = "MIME_boundary";

    private static final String LINE = "\r\n";

    private final FirmwareProfile.PushForm form;
    private final boolean asXml;

    PushedBody(FirmwareProfile.PushForm form, boolean asXml) {
        this.form = form;
        this.asXml = asXml;
    }

    String contentType() {
        return form == FirmwareProfile.PushForm.JSON ? documentType() : "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes(ObjectNode notice, boolean withPicture) {
        byte[] document =
                asXml ? EventNotice.asXml(notice).document().getBytes(StandardCharsets.UTF_8) : CJson.bytes(notice);
        if (form == FirmwareProfile.PushForm.JSON) {
            return document;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text(out, "--" + BOUNDARY + LINE + "Content-Disposition: form-data; name=\"event_log\"" + LINE);
        switch (form) {
            case MULTIPART_NO_BLANK_LINE -> {}
            case MULTIPART_NO_CONTENT_TYPE -> text(out, LINE);
            default -> text(out, "Content-Type: " + documentType() + LINE + LINE);
        }
        out.writeBytes(document);
        if (withPicture) {
            picture(out);
        }
        text(out, LINE + "--" + BOUNDARY + "--" + LINE);
        return out.toByteArray();
    }

    private void picture(ByteArrayOutputStream out) {
        text(out, LINE + "--" + BOUNDARY + LINE);
        text(out, "Content-Disposition: form-data; name=\"Picture\"; filename=\"Picture.jpg\"" + LINE);
        text(out, "Content-Type: image/jpeg" + LINE + "Content-ID: pictureImage" + LINE);
        text(out, form == FirmwareProfile.PushForm.MULTIPART_NO_BLANK_LINE ? "" : LINE);
        out.writeBytes(PictureEndpoint.picture());
    }

    private String documentType() {
        String suffix = form == FirmwareProfile.PushForm.JSON ? "" : "; charset=\"UTF-8\"";
        return (asXml ? "application/xml" : "application/json") + suffix;
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
