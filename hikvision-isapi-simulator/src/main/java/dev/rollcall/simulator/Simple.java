package dev.rollcall.simulator;

import java.util.function.Function;

/** A path that takes one method. */
record Simple(String path, String method, FirmwareProfile profile, Function<Request, Answer> work) implements Endpoint {
    @Override
    public Answer answer(Request request) {
        return request.method().equals(method)
                ? work.apply(request)
                : Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).inFormatOf(request);
    }
}
