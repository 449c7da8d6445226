package dev.rollcall.receiver.testing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What the router of a running receiver knows. */
public final class Endpoints {

    private Endpoints() {}

    /** A method and a path, with a place for what varies, and the handler. */
    public record Endpoint(String method, String path, HandlerMethod handler) implements Comparable<Endpoint> {

        public String address() {
            return path.replaceAll("\\{[^}]+}", "x").replace("/**", "/liveness");
        }

        @Override
        public int compareTo(Endpoint other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public static List<Endpoint> of(RunningReceiver receiver) {
        Set<Endpoint> all = new TreeSet<>();
        for (RequestMappingInfoHandlerMapping router : receiver.beans(RequestMappingInfoHandlerMapping.class)) {
            router.getHandlerMethods().forEach((info, handler) -> add(all, info, handler));
        }
        return List.copyOf(all);
    }

    private static void add(Set<Endpoint> all, RequestMappingInfo info, HandlerMethod handler) {
        List<String> methods = info.getMethodsCondition().getMethods().isEmpty()
                ? List.of("GET")
                : info.getMethodsCondition().getMethods().stream()
                        .map(Enum::name)
                        .toList();
        for (String path : info.getPatternValues()) {
            methods.forEach(method -> all.add(new Endpoint(method, path.isEmpty() ? "/" : path, handler)));
        }
    }
}
