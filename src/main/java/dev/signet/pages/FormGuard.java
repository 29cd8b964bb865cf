package dev.signet.pages;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.http.FormParameters;
import dev.signet.http.FormReading;
import dev.signet.tokens.Issuer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes a form only from a page of ours. Three proofs, because a browser may bring any of them: the token in it, Fetch
 * Metadata, Origin. A browser that sends neither of the headers is judged by the token alone.
 */
@ApplicationScoped
public class FormGuard {
    private static final String FIELD = "csrf";
    private static final Set<String> OURS = Set.of("same-origin", "none");
    /** What a browser says that tells nobody where it was: this service's own Referrer-Policy makes it say so. */
    private static final String UNTOLD = "null";

    private final Csrf csrf;
    private final String origin;

    FormGuard(Csrf csrf, Issuer issuer) {
        this.csrf = csrf;
        this.origin = PageOrigin.of(issuer.url());
    }

    /**
     * @return the form's fields
     * @throws PageException with the page that refuses the form
     */
    public FormParameters admit(FormReading form, Visit visit, RoutingContext call) {
        FormParameters fields = form.fold(parameters -> parameters, malformed -> {
            throw refusal(400, PageMessages::formUnreadable, visit);
        });
        if (!isOurs(call.request())) {
            throw refusal(403, PageMessages::formFromElsewhere, visit);
        }
        if (fields.get(FIELD).filter(token -> csrf.isGenuine(token, call)).isEmpty()) {
            throw refusal(403, PageMessages::formOutOfDate, visit);
        }
        return fields;
    }

    private boolean isOurs(HttpServerRequest request) {
        return told(request, "Sec-Fetch-Site").map(OURS::contains).orElse(true)
                && told(request, "Origin").filter(from -> !from.equals(UNTOLD)).map(origin::equals).orElse(true);
    }

    private static Optional<String> told(HttpServerRequest request, String header) {
        return Optional.ofNullable(request.getHeader(header));
    }

    private static PageException refusal(int status, PageError.Words why, Visit visit) {
        return new PageException(PageError.of(status, why), visit);
    }
}
