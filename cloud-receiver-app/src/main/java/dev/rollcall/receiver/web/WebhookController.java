package dev.rollcall.receiver.web;

import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.inbox.Intake;
import dev.rollcall.receiver.security.TokenDoor;
import dev.rollcall.receiver.store.Device;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes what terminals post. A terminal takes nothing but 200 as an answer (seen on DS-K1T341CMFW V3.3.8: after a 204 it sent
 * the same event for ever and nothing behind it), so whatever was stored is answered with 200, understood or not.
 */
@RestController
final class WebhookController {

    private static final String PATH = "/api/attendance/webhook";

    /** What terminals post. */
    static final RequestMatcher POSTED = PathPatternRequestMatcher.pathPattern(HttpMethod.POST, PATH + "/**");

    private final TokenDoor door;
    private final Intake intake;
    private final BodyMemory memory;
    private final int limit;
    private final long hardLimit;

    WebhookController(TokenDoor door, Intake intake, RollcallSettings settings) {
        this.door = door;
        this.intake = intake;
        this.memory =
                new BodyMemory(settings.intake().memory(), settings.inbox().queueTimeout());
        this.limit = Math.toIntExact(settings.limits().webhookBody().toBytes());
        this.hardLimit = settings.limits().webhookHard().toBytes();
    }

    /** Tells whether a request is what a terminal posts, known or not. */
    static boolean isPostedTo(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + PATH);
    }

    @PostMapping(PATH + "/{token}")
    ResponseEntity<Void> webhook(@PathVariable String token, HttpServletRequest request) throws IOException {
        Device device = door.device(token).orElseThrow(() -> new ProblemException(Problems.unknownAddress()));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        InputStream stream = request.getInputStream();
        memory.read(stream, limit, request.getContentLengthLong(), body -> {
            long rest = drain(stream, hardLimit - limit);
            intake.take(device, request.getContentType(), body, rest > 0, String.valueOf(request.getRemoteAddr()));
            if (rest > hardLimit - limit) {
                answer.header("Connection", "close");
            }
        });
        return answer.build();
    }

    @GetMapping(PATH)
    ResponseEntity<String> reachable() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .body(
                        "Terminals can reach this receiver. The address to enter in a terminal is printed by: device add\n");
    }

    /** Reads and forgets what is left, and returns how much there was; stops one byte after the most that is wanted. */
    private static long drain(InputStream stream, long most) throws IOException {
        byte[] buffer = new byte[8192];
        long count = 0;
        int read = stream.read(buffer);
        while (read >= 0 && count <= most) {
            count += read;
            read = stream.read(buffer);
        }
        return count;
    }
}
