package dev.rollcall.agent.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A terminal that asks for a password and hangs up each time that one is on the wire, or refuses it. */
public final class SilentTerminal implements AutoCloseable {

    private static final byte[] REFUSAL =
            "<userCheck><statusValue>401</statusValue><retryLoginTime>4</retryLoginTime></userCheck>".getBytes(UTF_8);

    private final AtomicInteger logins = new AtomicInteger();
    private final HttpServer server;
    private final String fate;

    /**
     * Starts one.
     *
     * @param fate what becomes of one log-in after the other; R: refused, else cut
     */
    public SilentTerminal(String fate) throws IOException {
        this.fate = fate;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            int number = logins.getAndIncrement();
            if (number < fate.length() && fate.charAt(number) == 'R') {
                exchange.sendResponseHeaders(401, REFUSAL.length);
                exchange.getResponseBody().write(REFUSAL);
            }
        } else {
            exchange.getResponseHeaders()
                    .add("WWW-Authenticate", "Digest realm=\"DS\", nonce=\"n" + logins + "\", qop=\"auth\"");
            exchange.sendResponseHeaders(401, -1);
        }
        exchange.close();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns how often a password was shown. */
    public int logins() {
        return logins.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
