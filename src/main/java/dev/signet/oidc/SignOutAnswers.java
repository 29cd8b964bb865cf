package dev.signet.oidc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.clients.Client;
import dev.signet.pages.PageError;
import dev.signet.pages.PageException;
import dev.signet.pages.PageMessages;
import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import io.smallrye.mutiny.Uni;

/** What a browser is answered that wants to sign out. */
@ApplicationScoped
class SignOutAnswers {
    private static final String SIGNED_OUT = "/signed-out";

    private final Pages pages;

    SignOutAnswers(Pages pages) {
        this.pages = pages;
    }

    PageException refusal(Visit visit) {
        return new PageException(PageError.of(400, PageMessages::signOutRefused).code("invalid_request")
                .detail("The id_token_hint is not an ID token of the client, or the post_logout_redirect_uri is not one of its."),
                visit);
    }

    /** The cookie goes, and the browser to where the client wants it. */
    Uni<Response> signedOut(SignOutRequest request, Visit visit) {
        return Uni.createFrom().item(pages.seeOther(request.returnTo().map(uri -> withState(uri, request.state()))
                .orElse(SIGNED_OUT), Optional.empty(), visit));
    }

    private static String withState(String uri, Optional<String> state) {
        return state.map(text -> uri + (uri.contains("?") ? "&" : "?") + "state="
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20")).orElse(uri);
    }

    /** @return the same request by GET */
    Response again(SignOutRequest request, Visit visit) {
        return pages.seeOther(Visit.link("/oauth2/logout", fields(request)), visit);
    }

    /** @return the page that asks whether it is really meant */
    Uni<Response> ask(SignOutRequest request, Visit visit) {
        return pages.showOnTheWay(200,
                new SignOutPage(visit, request.client().map(Client::clientName).orElse(null), fields(request)), visit);
    }

    private static Map<String, String> fields(SignOutRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        request.idTokenHint().ifPresent(hint -> fields.put("id_token_hint", hint));
        request.client().ifPresent(client -> fields.put("client_id", client.clientId()));
        request.returnTo().ifPresent(uri -> fields.put("post_logout_redirect_uri", uri));
        request.state().ifPresent(state -> fields.put("state", state));
        return fields;
    }
}
