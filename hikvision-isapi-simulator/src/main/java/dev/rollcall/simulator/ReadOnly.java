package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** A document that can only be read. Immutable. */
final class ReadOnly implements Endpoint {
    private final String path;
    private final FirmwareProfile profile;
    private final Supplier<Answer> answer;

    private ReadOnly(String path, FirmwareProfile profile, Supplier<Answer> answer) {
        this.path = path;
        this.profile = profile;
        this.answer = answer;
    }

    static ReadOnly xml(String path, FirmwareProfile profile, Supplier<XmlElement> document) {
        return new ReadOnly(path, profile, () -> Answer.xml(200, document.get().document()));
    }

    static ReadOnly json(String path, FirmwareProfile profile, Supplier<ObjectNode> document) {
        return new ReadOnly(path, profile, () -> Answer.json(200, document.get()));
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Answer answer(Request request) {
        return request.method().equals("GET")
                ? answer.get()
                : Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).inFormatOf(request);
    }
}
