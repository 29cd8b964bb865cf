package dev.signet.errors;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jboss.logging.Logger;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Turns a failure into the answer of the path it happened on, and logs it once if it is this service's own. */
final class ErrorAnswers {
    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);
    private static final String OAUTH = "/oauth2";

    private ErrorAnswers() {
    }

    /**
     * @param failure what ended the call
     * @param call the call, its response not yet begun
     */
    static ErrorAnswer answer(Throwable failure, RoutingContext call) {
        Refusal refusal = Failures.refusal(failure);
        log(refusal, failure);
        return answer(refusal, call);
    }

    static ErrorAnswer answer(Refusal refusal, RoutingContext call) {
        return isOAuth(call.normalizedPath())
                ? OAuthErrorWriter.write(refusal.asOAuthError(), headers(refusal, call))
                : ProblemWriter.write(refusal.asProblem(), headers(refusal, call));
    }

    /** What a room refused is an outcome; only what happened to it is news. */
    static void log(Refusal refusal, Throwable failure) {
        if (refusal.status() == 500) {
            LOG.error("a call failed", LoggedFailure.of(failure));
        } else if (refusal.status() == 503) {
            LOG.debug("a call was turned away", LoggedFailure.of(failure));
        }
    }

    private static boolean isOAuth(String path) {
        return path.equals(OAUTH) || path.startsWith(OAUTH + "/");
    }

    private static Map<String, String> headers(Refusal refusal, RoutingContext call) {
        Map<String, String> headers = new LinkedHashMap<>();
        refusal.retryAfter().ifPresent(seconds -> headers.put("Retry-After", Integer.toString(seconds)));
        if (refusal.status() == 405) {
            headers.put("Allow", AllowedMethods.header(call.normalizedPath()));
        }
        Challenge.of(refusal, call.request().getHeader(HttpHeaders.AUTHORIZATION))
                .ifPresent(challenge -> headers.put("WWW-Authenticate", challenge));
        return headers;
    }
}
