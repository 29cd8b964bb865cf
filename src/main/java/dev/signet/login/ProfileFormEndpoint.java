package dev.signet.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.signet.errors.FieldError;
import dev.signet.http.FormReading;
import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.sessions.BrowserSession;
import dev.signet.users.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /account/profile}. */
@Path("/account/profile")
class ProfileFormEndpoint {
    private final PageCalls calls;
    private final Profiles profiles;
    private final AccountPages forms;
    private final Pages pages;

    ProfileFormEndpoint(PageCalls calls, Profiles profiles, AccountPages forms, Pages pages) {
        this.calls = calls;
        this.profiles = profiles;
        this.forms = forms;
        this.pages = pages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> save(FormReading form, @Context RoutingContext call) {
        return calls.takeSignedIn(form, call, (sent, session) -> save(ProfileForm.read(sent), sent, session));
    }

    private Uni<Response> save(Map<String, Optional<String>> changes, SentForm sent, BrowserSession session) {
        List<FieldError> errors = ProfileForm.judge(changes);
        if (!errors.isEmpty()) {
            return again(changes, errors, sent.visit().at(AccountEndpoint.PATH), session);
        }
        return profiles.change(session.user(), changes)
                .map(done -> pages.seeOther(AccountEndpoint.done("profile"), sent.visit()));
    }

    private Uni<Response> again(Map<String, Optional<String>> changes, List<FieldError> errors, Visit visit,
            BrowserSession session) {
        SignInMessages words = Pages.messages(SignInMessages.class, visit);
        Map<String, String> typed = new LinkedHashMap<>();
        changes.forEach((claim, text) -> typed.put(claim, text.orElse("")));
        return forms.show(AccountState.badProfile(typed, words.lookAgain(), FieldWords.of(errors, words)), visit, session);
    }
}
