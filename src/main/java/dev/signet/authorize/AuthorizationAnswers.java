package dev.signet.authorize;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.pages.PageError;
import dev.signet.pages.PageMessages;
import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.requests.AuthorizationError;
import dev.signet.requests.AuthorizationRequest;
import dev.signet.tokens.Issuer;
import io.smallrye.mutiny.Uni;

/** Writes the answers: a redirect, a form that posts itself, or a page. */
@ApplicationScoped
class AuthorizationAnswers {
    private final Issuer issuer;
    private final Pages pages;

    AuthorizationAnswers(Issuer issuer, Pages pages) {
        this.issuer = issuer;
        this.pages = pages;
    }

    Uni<Response> of(AuthorizationAnswer answer, Visit visit) {
        return answer.fold(
                path -> Uni.createFrom().item(pages.seeOther(path, visit)),
                (request, code) -> code(request, code, visit),
                error -> error(error, visit),
                () -> pages.error(PageError.of(400, PageMessages::handleUnknown).code("invalid_request"), visit));
    }

    private Uni<Response> code(AuthorizationRequest request, String code, Visit visit) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("code", code);
        return send(request.redirectUri(), request.responseMode(), request.state(), parameters, visit);
    }

    private Uni<Response> error(AuthorizationError error, Visit visit) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.error());
        parameters.put("error_description", error.description());
        return send(error.redirectUri(), error.responseMode(), error.state(), parameters, visit);
    }

    /** RFC 9207 §2: the answer names its issuer, so that a client with two of them can't be mixed up. */
    private Uni<Response> send(String redirectUri, String responseMode, Optional<String> state,
            Map<String, String> parameters, Visit visit) {
        state.ifPresent(text -> parameters.put("state", text));
        parameters.put("iss", issuer.url());
        return responseMode.equals("form_post")
                ? pages.showWithScript(200, new FormPostPage(visit, redirectUri, parameters), visit)
                : Uni.createFrom().item(pages.seeOther(withQuery(redirectUri, parameters), visit));
    }

    /** RFC 6749 §3.1.2: a query that the URI has stays. */
    private static String withQuery(String redirectUri, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return redirectUri + (redirectUri.contains("?") ? "&" : "?") + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** RFC 6749 §3.1.2.4: nobody is sent to where the client may not be. */
    Uni<Response> unproven(String error, String description, Visit visit) {
        PageError.Words why = switch (error) {
            case "invalid_client" -> PageMessages::clientUnknown;
            case "invalid_redirect_uri" -> PageMessages::redirectUnknown;
            default -> PageMessages::requestRefused;
        };
        return pages.error(PageError.of(400, why).code(error).detail(description), visit);
    }
}
