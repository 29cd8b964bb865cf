package dev.signet.errors;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;

/**
 * The methods of a path, for {@code Allow} (RFC 9110 §10.2.1). The framework refuses a method without saying which
 * others there are, and its OPTIONS lists those of the whole class.
 */
final class AllowedMethods {

    private AllowedMethods() {
    }

    /** @return the value of {@code Allow} */
    static String header(String path) {
        return String.join(", ", at(path));
    }

    /** @return sorted, with HEAD for GET and OPTIONS for all; empty if there is nothing at the path */
    static Set<String> at(String path) {
        RequestMapper<InitialMatch> classes = new RequestMapper<>(
                ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers());
        Set<String> methods = new TreeSet<>();
        for (RequestMatch<InitialMatch> match = classes.map(path); match != null; match = classes.continueMatching(path,
                match)) {
            addMethods(match, methods);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private static void addMethods(RequestMatch<InitialMatch> match, Set<String> methods) {
        String rest = match.remaining.isEmpty() ? "/" : match.remaining;
        Arrays.stream(match.value.handlers)
                .filter(ClassRoutingHandler.class::isInstance)
                .map(ClassRoutingHandler.class::cast)
                .flatMap(handler -> handler.getMappers().entrySet().stream())
                .filter(entry -> entry.getKey() != null && matches(entry, rest))
                .forEach(entry -> methods.add(entry.getKey()));
    }

    private static boolean matches(Map.Entry<String, RequestMapper<RuntimeResource>> entry, String rest) {
        return entry.getValue().map(rest) != null;
    }
}
