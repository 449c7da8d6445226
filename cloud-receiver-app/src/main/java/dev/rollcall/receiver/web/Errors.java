package dev.rollcall.receiver.web;

import dev.rollcall.receiver.ingest.TooManyNewDevicesException;
import dev.rollcall.receiver.reconcile.LateTellingException;
import dev.rollcall.receiver.store.StoreFailedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns what a handler throws into a problem. */
@RestControllerAdvice
final class Errors {

    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    /** Tomcat's exceptions for parameters that are no text; it may be one that we do not bring, so they are told by name. */
    private static final String UNREADABLE_PARAMETERS = "org.apache.tomcat.util.http.";

    private final ProblemWriter writer;

    Errors(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> problem(ProblemException exception) {
        return writer.answer(exception.problem());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> storeFailed(StoreFailedException exception, HttpServletResponse response) {
        breakOff(response, exception);
        log.error("a request is answered with 503 because the database failed", exception);
        return writer.answer(Problems.storeFailed());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> tooManyNewDevices(TooManyNewDevicesException exception) {
        return writer.answer(Problems.tooManyNewDevices(exception.device(), exception.most()));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> lateTelling(LateTellingException exception) {
        return writer.answer(Problems.lateTelling(String.valueOf(exception.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> unreadable(IOException exception) {
        log.debug("a request's body could not be read to its end", exception);
        return writer.answer(Problems.unreadable(exception));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notFound(NoResourceFoundException exception) {
        return writer.answer(Problems.unknownAddress());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> rejected(RequestRejectedException exception) {
        return writer.answer(AccessProblems.notAcceptable(400));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> other(Exception exception, HttpServletResponse response) throws Exception {
        if (exception instanceof AccessDeniedException) {
            throw exception;
        }
        if (exception.getClass().getName().startsWith(UNREADABLE_PARAMETERS)) {
            return writer.answer(AccessProblems.notAcceptable(400));
        }
        breakOff(response, new IllegalStateException(exception));
        if (exception instanceof ErrorResponse known) {
            return writer.answer(Problems.other(known.getStatusCode().value()));
        }
        log.error("a request is answered with 500", exception);
        return writer.answer(Problems.unforeseen());
    }

    /** Half an answer cannot be taken back; the container cuts the connection, so that nobody takes it for whole. */
    private static void breakOff(HttpServletResponse response, RuntimeException why) {
        if (response.isCommitted()) {
            throw why;
        }
    }
}
