package dev.rollcall.receiver.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Writes problems, the same from a filter and from a controller. Thread-safe. */
public final class ProblemWriter {

    private final ExchangeJson json;
    private final Duration retryAfter;

    public ProblemWriter(ExchangeJson json, Duration retryAfter) {
        this.json = json;
        this.retryAfter = retryAfter;
    }

    /** Answers a request with a problem, outside of Spring's controllers. */
    public void write(HttpServletResponse response, Problem problem) throws IOException {
        ResponseEntity<byte[]> answer = answer(problem);
        response.setStatus(problem.status());
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, values.get(0)));
        byte[] body = json.write(problem.fields());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    ResponseEntity<byte[]> answer(Problem problem) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        if (problem.status() == 408) {
            answer.header(HttpHeaders.CONNECTION, "close");
        }
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"rollcall\"");
        }
        return answer.body(json.write(problem.fields()));
    }
}
