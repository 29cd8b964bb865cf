package dev.signet.login;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.pages.Visits;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /account}: what there is of the person, and the forms that change it. */
@Path("/account")
class AccountEndpoint {
    static final String PATH = "/account";
    private static final String DONE = "done";
    private static final Map<String, Function<AccountMessages, String>> NOTICES = Map.of(
            "profile", AccountMessages::profileSaved, "password", AccountMessages::passwordChanged,
            "ended", AccountMessages::ended, "withdrawn", AccountMessages::withdrawn);

    private final PageCalls calls;
    private final AccountPages forms;

    AccountEndpoint(PageCalls calls, AccountPages forms) {
        this.calls = calls;
        this.forms = forms;
    }

    @GET
    public Uni<Response> show(@Context RoutingContext call) {
        Optional<Function<AccountMessages, String>> notice = Visits.parameter(call, DONE).map(NOTICES::get);
        return calls.show(call, Destination.ACCOUNT,
                (visit, session) -> forms.show(AccountState.plain(notice.map(words -> words(words, visit))), visit, session));
    }

    private static String words(Function<AccountMessages, String> notice, Visit visit) {
        return notice.apply(Pages.messages(AccountMessages.class, visit));
    }

    /** @return the page, which then says what was done */
    static String done(String what) {
        return Visit.link(PATH, Map.of(DONE, what));
    }
}
