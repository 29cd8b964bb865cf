package dev.signet.pages;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

import dev.signet.errors.Refused;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;

/**
 * Makes answers of pages, in the visit's language and behind a fence, and lets nothing be kept.
 */
@ApplicationScoped
public class Pages {
    /** @return a page whose forms go to this service and end there */
    public Uni<Response> show(int status, TemplateInstance page, Visit visit) {
        return show(status, page, Fence.HERE, visit);
    }

    /** @return a page whose form ends at a client */
    public Uni<Response> showOnTheWay(int status, TemplateInstance page, Visit visit) {
        return show(status, page, Fence.ON_THE_WAY, visit);
    }

    /** @return a page whose form ends at a client, and which a file of ours may submit */
    public Uni<Response> showWithScript(int status, TemplateInstance page, Visit visit) {
        return show(status, page, Fence.ON_THE_WAY.withScript(), visit);
    }

    /** @return a page behind that fence */
    public Uni<Response> show(int status, TemplateInstance page, Fence fence, Visit visit) {
        return render(Response.status(status).header(Fence.HEADER, fence.policy()), page, visit);
    }

    /** @return the page that refuses */
    public Uni<Response> error(PageError error, Visit visit) {
        ErrorPage page = new ErrorPage(visit, error.why().apply(messages(PageMessages.class, visit)), error.code().orElse(null),
                error.detail().orElse(null));
        ResponseBuilder answer = Response.status(error.status()).header(Fence.HEADER, Fence.HERE.policy());
        error.retryAfter().ifPresent(seconds -> answer.header("Retry-After", seconds));
        return render(answer, page, visit);
    }

    /** @return 303: what is at the path is to be read next, whatever this call did */
    public Response seeOther(String path, Visit visit) {
        return complete(Response.status(303).header("Location", path), visit).build();
    }

    /** @return the same with the session's cookie: its new value, or empty to forget it */
    public Response seeOther(String path, Optional<String> session, Visit visit) {
        String cookie = session.map(value -> PageCookies.keep(PageCookies.SESSION, value))
                .orElseGet(() -> PageCookies.forget(PageCookies.SESSION));
        return complete(Response.status(303).header("Location", path).header("Set-Cookie", cookie), visit).build();
    }

    /** @return the answer; a failure as a page in place of JSON */
    public Uni<Response> orError(Uni<Response> answer, Visit visit) {
        return answer.onFailure(PageException.class).recoverWithUni(refused -> refuse((PageException) refused))
                .onFailure().recoverWithUni(failure -> error(PageErrors.of(Refused.read(failure)), visit));
    }

    /** @return the page of a refusal that was thrown before there was an answer to wait for */
    public Uni<Response> refuse(PageException refused) {
        return error(refused.error(), refused.visit());
    }

    /** @return the messages of a bundle in the visit's language */
    public static <M> M messages(Class<M> bundle, Visit visit) {
        return visit.language() == Language.ENGLISH ? MessageBundles.get(bundle)
                : MessageBundles.get(bundle, Localized.Literal.of(visit.language().locale().toLanguageTag()));
    }

    private static Uni<Response> render(ResponseBuilder answer, TemplateInstance page, Visit visit) {
        return page.setLocale(visit.language().locale()).createUni()
                .map(html -> complete(answer, visit).type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                        .header("Content-Language", visit.language().tag()).entity(html).build());
    }

    private static ResponseBuilder complete(ResponseBuilder answer, Visit visit) {
        visit.setCookies().forEach(cookie -> answer.header("Set-Cookie", cookie));
        return answer.header("Cache-Control", "no-store").header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer");
    }
}
