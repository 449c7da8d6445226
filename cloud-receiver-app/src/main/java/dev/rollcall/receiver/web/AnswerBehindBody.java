package dev.rollcall.receiver.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * An answer that begins when the body of its request has ended, or after a while: the container closes a body with the last byte of the
 * answer, and who is still sending then loses the answer with the connection. Used by one thread.
 */
final class AnswerBehindBody extends HttpServletResponseWrapper {

    private final TimedRequest request;
    private final Lingering lingering;
    private boolean begun;

    AnswerBehindBody(HttpServletResponse response, TimedRequest request, Lingering lingering) {
        super(response);
        this.request = request;
        this.lingering = lingering;
    }

    /** Reads what is left of the body, once. */
    void begin() throws IOException {
        if (!begun) {
            begun = true;
            lingering.over(request.getInputStream());
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        begin();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        begin();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        begin();
        super.flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, "");
    }

    /** An error page is made after all filters, when it is too late to hang up; who is still sending gets the bare status. */
    @Override
    public void sendError(int status, String message) throws IOException {
        begin();
        if (request.getInputStream().isFinished()) {
            super.sendError(status, message);
        } else {
            reset();
            setStatus(status);
            setContentLength(0);
            flushBuffer();
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        begin();
        super.sendRedirect(location);
    }
}
