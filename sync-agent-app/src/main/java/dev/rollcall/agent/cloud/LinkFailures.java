package dev.rollcall.agent.cloud;

import dev.rollcall.agent.config.ProxyConfig;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.outbox.ReceiverAnswer.Trouble;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong on the way to the receiver, each thing in its own words, and what to do. Immutable. */
final class LinkFailures {

    private final String receiver;
    private final @Nullable ProxyConfig proxy;

    /**
     * Creates it.
     *
     * @param receiver the receiver's {@code host:port}
     */
    LinkFailures(String receiver, @Nullable ProxyConfig proxy) {
        this.receiver = receiver;
        this.proxy = proxy;
    }

    /** Returns the answer of a receiver that gave none. */
    ReceiverAnswer of(IOException failed) {
        if (failed instanceof InterruptedIOException slow) {
            return ofTime(slow);
        }
        return ReceiverAnswer.none(trouble(failed), reason(failed), false);
    }

    private ReceiverAnswer ofTime(InterruptedIOException slow) {
        String message = text(slow);
        if (message.contains("interrupted")) {
            return ReceiverAnswer.none("sending to the receiver at " + receiver + " was stopped", false);
        }
        return ReceiverAnswer.none(next() + " did not answer in time", !message.contains("connect"));
    }

    private Trouble trouble(IOException failed) {
        String message = text(failed);
        boolean proxys = message.contains("(407)")
                || (proxy != null && (message.contains("authenticate with proxy") || message.contains("connect:")));
        if (failed instanceof UnknownHostException) {
            return proxy == null ? Trouble.UNKNOWN_HOST : Trouble.PROXY;
        }
        if (failed instanceof SSLException) {
            return Trouble.INSECURE;
        }
        if (proxys) {
            return Trouble.PROXY;
        }
        return failed instanceof ProtocolException ? Trouble.NOT_HTTP : Trouble.UNREACHABLE;
    }

    private String reason(IOException failed) {
        if (failed instanceof UnknownHostException) {
            return proxy == null
                    ? "the receiver's host " + receiver
                            + " is not known: check receiver.url and the network's name server"
                    : "the proxy's host " + proxy.address() + " is not known: check receiver.proxy";
        }
        if (failed instanceof ConnectException || failed instanceof NoRouteToHostException) {
            return next() + " cannot be reached: it is down, or the network is";
        }
        if (failed instanceof SSLException insecure) {
            return "no safe connection to the receiver at " + receiver + ": " + insecurity(insecure)
                    + ". Nothing was sent";
        }
        if (failed instanceof ProtocolException && text(failed).contains("(407)")) {
            return "something between here and the receiver at " + receiver
                    + " wants a log-in as a proxy does (407): set receiver.proxy, or let this computer pass";
        }
        if (failed instanceof ProtocolException) {
            return "what answered at " + receiver
                    + " does not speak HTTP: check the port, and whether receiver.url must begin with https://";
        }
        String message = text(failed);
        if (proxy != null && message.contains("authenticate with proxy")) {
            return "the proxy " + proxy.address()
                    + (proxy.user() == null
                            ? " wants a log-in (407): set receiver.proxyUser and receiver.proxyPassword"
                            : " refused the log-in (407): check receiver.proxyUser and receiver.proxyPassword; only Basic"
                                    + " log-in is known");
        }
        if (proxy != null && message.contains("connect:")) {
            return "the proxy " + proxy.address() + " refused to connect to " + receiver + " (status"
                    + message.substring(message.lastIndexOf(':') + 1)
                    + "): let it pass this host and port, or correct receiver.proxy";
        }
        return "the connection to the receiver at " + receiver + " broke ("
                + failed.getClass().getSimpleName() + ")";
    }

    private static String insecurity(SSLException insecure) {
        for (Throwable cause = insecure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Authorities.UntrustedException untrusted) {
                return String.valueOf(untrusted.getMessage());
            }
            if (cause instanceof EOFException) {
                return "it was cut during the handshake, perhaps by a firewall";
            }
        }
        String message = text(insecure);
        if (insecure instanceof SSLPeerUnverifiedException) {
            return "the certificate is for another host; check receiver.url, or get a certificate for this name";
        }
        if (message.contains("unrecognized ssl message")) {
            return "what answered does not speak TLS; check the port, and whether it serves plain http only";
        }
        if (message.contains("protocol")) {
            return "it offers only outdated versions of TLS; 1.2 or newer is needed there";
        }
        if (message.contains("handshake_failure") || message.contains("insufficient_security")) {
            return "it has no way of encryption in common with this computer, or wants a client certificate";
        }
        return "the handshake failed (" + insecure.getMessage() + ")";
    }

    private String next() {
        return proxy == null
                ? "the receiver at " + receiver
                : "the receiver at " + receiver + ", by way of the proxy " + proxy.address() + ",";
    }

    private static String text(IOException failed) {
        return String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    }
}
