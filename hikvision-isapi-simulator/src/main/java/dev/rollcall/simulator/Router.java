package dev.rollcall.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the endpoint of a path: an exact one, else the nearest that serves everything below itself. Immutable. */
final class Router {
    private final Map<String, Endpoint> endpoints;

    Router(List<Endpoint> endpoints) {
        this.endpoints = endpoints.stream().collect(Collectors.toUnmodifiableMap(Endpoint::path, Function.identity()));
    }

    Optional<Endpoint> endpoint(String path) {
        Endpoint found = endpoints.get(path);
        int end = path.lastIndexOf('/');
        while (found == null && end > 0) {
            found = endpoints.get(path.substring(0, end) + Endpoint.BELOW);
            end = path.lastIndexOf('/', end - 1);
        }
        return Optional.ofNullable(found);
    }
}
