package dev.rollcall.receiver.web;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has to come in time. The container would read the body of a form by itself and without a deadline, so forms are
 * read here, too; where terminals post, what looks like a form is a body like any other.
 */
final class TimedRequest extends HttpServletRequestWrapper {

    private final Deadline deadline;
    private @Nullable TimedStream stream;
    private @Nullable Map<String, String[]> parameters;

    TimedRequest(HttpServletRequest request, Deadline deadline) {
        super(request);
        this.deadline = deadline;
    }

    @Override
    public TimedStream getInputStream() throws IOException {
        if (stream == null) {
            ServletInputStream inner = super.getInputStream();
            stream = new TimedStream(inner, deadline);
        }
        return stream;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null || values.length == 0 ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        if (parameters == null) {
            parameters = readParameters();
        }
        return parameters;
    }

    private Map<String, String[]> readParameters() {
        boolean isForm = stream == null && FormBody.isForm(getContentType()) && !WebhookController.isPostedTo(this);
        try {
            // With its stream given out, the container itself reads none of the body.
            TimedStream body = getInputStream();
            Map<String, String[]> query = super.getParameterMap();
            return isForm ? FormBody.read(body, query) : query;
        } catch (IOException late) {
            throw new UncheckedIOException(late);
        }
    }
}
