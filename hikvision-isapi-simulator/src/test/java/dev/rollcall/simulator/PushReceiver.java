package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes pushes and answers with whatever status is set. */
final class PushReceiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
    private volatile int status = 200;

    PushReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                String type = exchange.getRequestHeaders().getFirst("Content-Type");
                pushes.add(new Push(type, new String(body, StandardCharsets.ISO_8859_1)));
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook/token");
    }

    void answerWith(int value) {
        status = value;
    }

    Push next() throws InterruptedException {
        Push push = pushes.poll(10, TimeUnit.SECONDS);
        if (push == null) {
            throw new AssertionError("no push within 10 s");
        }
        return push;
    }

    /** Nothing arrives for a moment. */
    boolean isQuiet() throws InterruptedException {
        return pushes.poll(300, TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The body as bytes in Latin-1, so that pictures survive. */
    record Push(String contentType, String body) {
        JsonNode json() {
            int from = body.indexOf('{');
            int to = body.indexOf("\n}", from) + 2;
            String text =
                    new String(body.substring(from, to).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return CJson.parse(text).orElseThrow(() -> new AssertionError("no JSON in " + body));
        }

        long serial() {
            return json().at("/AccessControllerEvent/serialNo").asLong();
        }
    }
}
