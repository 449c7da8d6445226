package dev.rollcall.receiver.web;

import dev.rollcall.receiver.store.StoreFailedException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns what a handler throws into a problem. */
@RestControllerAdvice
final class Errors {

    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    private final ProblemWriter writer;

    Errors(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> problem(ProblemException exception) {
        return writer.answer(exception.problem());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> storeFailed(StoreFailedException exception) {
        log.error("a request is answered with 503 because the database failed", exception);
        return writer.answer(Problems.storeFailed());
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
    ResponseEntity<byte[]> other(Exception exception) {
        if (exception instanceof ErrorResponse known) {
            return writer.answer(Problems.other(known.getStatusCode().value()));
        }
        log.error("a request is answered with 500", exception);
        return writer.answer(Problems.unforeseen());
    }
}
