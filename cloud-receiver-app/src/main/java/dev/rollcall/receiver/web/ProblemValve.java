package dev.rollcall.receiver.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tomcat's last word on a request that no handler saw: a problem, with the headers of every answer. */
final class ProblemValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

    private final ProblemWriter writer;

    ProblemValve(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable why) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AnswerHeaders.SAFE.forEach(response::setHeader);
        try {
            writer.write(response, Problems.ofStatus(response.getStatus()));
            response.finishResponse();
        } catch (IOException gone) {
            log.debug("nobody is there to hear the answer", gone);
        }
    }
}
