package dev.rollcall.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * A receiver that does no more than it must, in a process of its own: it reads a batch, remembers the ids and gives a right receipt, and
 * stores nothing. The command {@code counts} is answered with one line: batches, events, different ids, and the times at which
 * each further so many ids had come, in milliseconds of the clock, the last one at the end.
 */
final class BenchReceiver {

    static final String TOKEN = "bench-token";

    private static final int MARK = 10_000;

    private final JsonFactory json = new JsonFactory();
    private final Set<String> ids = new HashSet<>();
    private final List<Long> marks = new ArrayList<>();
    private int batches;
    private long events;
    private long last;

    private BenchReceiver() {}

    public static void main(String[] args) throws IOException {
        BenchReceiver receiver = new BenchReceiver();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/api/attendance/backup-sync", receiver::batch);
        server.createContext("/", exchange -> answer(exchange, "{}"));
        server.start();
        System.out.println(server.getAddress().getPort());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (commands.readLine() != null) {
            System.out.println(receiver.counts());
        }
        server.stop(0);
        System.exit(0);
    }

    private void batch(HttpExchange exchange) throws IOException {
        List<String> sent = new ArrayList<>();
        String batchId;
        try (JsonParser parser = json.createParser(new GZIPInputStream(exchange.getRequestBody()))) {
            batchId = read(parser, sent);
        }
        answer(exchange, receipt(batchId, sent));
    }

    /** Takes the batch's name and the events' ids out of a batch. */
    private static String read(JsonParser parser, List<String> sent) throws IOException {
        String batchId = "";
        int depth = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (depth == 1 && token == JsonToken.VALUE_STRING && "batchId".equals(parser.currentName())) {
                batchId = parser.getText();
            } else if (depth == 3 && token == JsonToken.VALUE_STRING && "id".equals(parser.currentName())) {
                sent.add(parser.getText());
            }
        }
        return batchId;
    }

    private synchronized String receipt(String batchId, List<String> sent) {
        StringBuilder outcomes = new StringBuilder();
        int stored = 0;
        for (String id : sent) {
            boolean isNew = ids.add(id);
            stored += isNew ? 1 : 0;
            outcomes.append(outcomes.isEmpty() ? "" : ",")
                    .append("{\"id\":\"")
                    .append(id)
                    .append(isNew ? "\",\"outcome\":\"STORED\"" : "\",\"outcome\":\"KNOWN\"")
                    .append(",\"storedAs\":\"")
                    .append(id)
                    .append("\"}");
        }
        batches++;
        events += sent.size();
        last = System.currentTimeMillis();
        while (marks.size() < ids.size() / MARK) {
            marks.add(last);
        }
        return "{\"success\":true,\"batchId\":\"" + batchId + "\",\"recordsFetched\":" + sent.size()
                + ",\"recordsProcessed\":" + stored
                + ",\"recordsFailed\":0,\"errors\":[],\"store\":\"bench\",\"outcomes\":["
                + outcomes + "]}";
    }

    private synchronized String counts() {
        StringBuilder text = new StringBuilder(batches + " " + events + " " + ids.size());
        marks.forEach(mark -> text.append(' ').append(mark));
        return text.append(' ').append(last).toString();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Rollcall-Version", "bench");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
