package dev.signet.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses a request whose target, media type or coding is malformed, before code that trusts it does: the framework's
 * own parsers throw on some of these, which would read as a failure of the service.
 */
@Singleton
class RequestForm {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    /** What nearly every body is said to be. */
    private static final Set<String> USUAL_TYPES = Set.of("application/json", "application/x-www-form-urlencoded");
    /** RFC 9110 §8.3.1, with what all our media types have in common: text in UTF-8. */
    private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN + "(?<parameters>.*)");
    private static final Pattern PARAMETER = Pattern
            .compile("\\G\\s*+;\\s*+(?:(?<name>" + TOKEN + ")=(?<value>" + TOKEN + "|\"[^\"\\\\]*+\")\\s*+)?+(?=;|$)");

    void register(@Observes Router router) {
        FilterOrder.REQUEST_FORM.register(router, RequestForm::handle);
    }

    private static void handle(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (!isTarget(request) || request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            call.fail(400);
        } else if (!isMediaType(call) || isCoded(request)) {
            call.fail(415);
        } else {
            call.next();
        }
    }

    /** Path parameters, too: JAX-RS drops them, so that one resource would have many paths. */
    private static boolean isTarget(HttpServerRequest request) {
        String query = request.query() == null ? "" : request.query();
        return isVisibleAscii(request.uri()) && request.path().indexOf(';') < 0
                && UrlDecoding.decode(request.path()).isPresent() && UrlDecoding.decode(query).isPresent();
    }

    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x21 || text.charAt(i) > 0x7E) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMediaType(RoutingContext call) {
        List<String> types = call.request().headers().getAll(HttpHeaders.CONTENT_TYPE);
        return types.isEmpty() ? BodyIntake.of(call).length == 0 : types.size() == 1 && isMediaType(types.get(0).strip());
    }

    private static boolean isMediaType(String type) {
        return USUAL_TYPES.contains(type) || isWellFormed(type);
    }

    private static boolean isWellFormed(String type) {
        Matcher form = MEDIA_TYPE.matcher(type);
        return form.matches() && areParameters(form.group("parameters"));
    }

    private static boolean areParameters(String text) {
        Matcher parameter = PARAMETER.matcher(text);
        int end = 0;
        while (parameter.find()) {
            end = parameter.end();
            if ("charset".equalsIgnoreCase(parameter.group("name")) && !isUtf8(parameter.group("value"))) {
                return false;
            }
        }
        return text.substring(end).isBlank();
    }

    private static boolean isUtf8(String charset) {
        return charset.replace("\"", "").equalsIgnoreCase("utf-8");
    }

    /** RFC 9110 §8.4: a coding that isn't undone must be refused, or its bytes are taken for the content. */
    private static boolean isCoded(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.CONTENT_ENCODING).stream()
                .anyMatch(coding -> !coding.equalsIgnoreCase("identity"));
    }
}
