package dev.rollcall.receiver.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells whether a request comes from this very machine. The address of the connection decides, never a header that anybody
 * may write; a request that says it was passed on by a proxy, or that was made for another host name (a foreign page whose
 * name was made to point here), is not local.
 */
public final class LocalPeer {

    private static final List<String> PASSED_ON = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\]|\\[0:0:0:0:0:0:0:1\\]|::1|0:0:0:0:0:0:0:1)");

    private LocalPeer() {}

    /** Tells whether it does. */
    public static boolean made(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && PASSED_ON.stream().noneMatch(header -> request.getHeader(header) != null)
                && LOCAL_HOST
                        .matcher(request.getServerName().toLowerCase(Locale.ROOT))
                        .matches();
    }

    private static boolean isLoopback(String address) {
        try {
            // An address in digits is not looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
