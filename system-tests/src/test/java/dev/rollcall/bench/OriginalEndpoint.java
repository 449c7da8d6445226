package dev.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The original cloud endpoint, rebuilt from its description: it is told a device's address, user and password and a window of time, logs in
 * there anew for each page, and keeps record by record. It answers when all is done.
 */
final class OriginalEndpoint implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final OriginalStore store;
    private final HttpServer server;

    OriginalEndpoint(OriginalStore store) throws IOException {
        this.store = store;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/attendance/backup-sync", this::sync);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/attendance/backup-sync");
    }

    private void sync(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode asked = json.readTree(exchange.getRequestBody());
            String answer;
            int status = 200;
            try {
                long before = store.created();
                int[] read = FreshDigestReader.onOneConnection(
                                asked.path("port").asInt())
                        .read(
                                asked.path("startTime").asText(),
                                asked.path("endTime").asText(),
                                Integer.MAX_VALUE,
                                store::add);
                answer = "{\"success\":true,\"recordsFetched\":" + read[0] + ",\"recordsProcessed\":"
                        + (store.created() - before) + "}";
            } catch (Exception failed) {
                status = 500;
                answer = "{\"success\":false,\"error\":\"" + failed + "\"}";
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
