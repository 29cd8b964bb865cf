package dev.signet.login;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.signet.pages.Field;
import dev.signet.pages.Pages;
import dev.signet.pages.Visit;
import dev.signet.passwords.PasswordPolicy;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.BrowserSessionView;
import dev.signet.sessions.BrowserSessions;
import dev.signet.sessions.ConsentView;
import dev.signet.sessions.Consents;
import dev.signet.sessions.Sessions;
import dev.signet.sessions.SignInView;
import dev.signet.users.Account;
import dev.signet.users.Profiles;
import io.smallrye.mutiny.Uni;

/** Shows the account page. */
@ApplicationScoped
class AccountPages {
    private final People people;
    private final Profiles profiles;
    private final BrowserSessions browsers;
    private final Sessions signIns;
    private final Consents consents;
    private final PasswordPolicy policy;
    private final Pages pages;

    AccountPages(People people, Profiles profiles, BrowserSessions browsers, Sessions signIns, Consents consents,
            PasswordPolicy policy, Pages pages) {
        this.people = people;
        this.profiles = profiles;
        this.browsers = browsers;
        this.signIns = signIns;
        this.consents = consents;
        this.policy = policy;
        this.pages = pages;
    }

    private record Owned(Account account, Map<String, String> profile, List<BrowserSessionView> browsers,
            List<SignInView> signIns, List<ConsentView> consents) {
    }

    /** The account and the sign-ins are read through Hibernate, one after the other. */
    Uni<Response> show(AccountState state, Visit visit, BrowserSession session) {
        return people.account(session.user())
                .chain(account -> signIns.of(session.user()).chain(signedIn -> owned(account, signedIn)))
                .chain(owned -> pages.show(state.status(), page(owned, state, visit, session), state.fence(), visit));
    }

    private Uni<Owned> owned(Account account, List<SignInView> signedIn) {
        return Uni.combine().all().unis(profiles.of(account.id()), browsers.of(account.id()), consents.of(account.id()))
                .asTuple()
                .map(read -> new Owned(account, read.getItem1(), read.getItem2(), signedIn, read.getItem3()));
    }

    private AccountPage page(Owned owned, AccountState state, Visit visit, BrowserSession session) {
        AccountMessages words = Pages.messages(AccountMessages.class, visit);
        AskMessages ask = Pages.messages(AskMessages.class, visit);
        AccountLines lines = new AccountLines(words, visit);
        List<SessionLine> sessions = Stream.concat(owned.browsers().stream().map(view -> lines.browser(view, session)),
                owned.signIns().stream().map(lines::application)).toList();
        return new AccountPage(visit, names(owned.account()), state.notice().orElse(null),
                ProfileForm.fields(words, state.typed().orElse(owned.profile()), state.errors()),
                state.profileError().orElse(null), passwordFields(words, state, visit), state.passwordError().orElse(null),
                state.posed().orElse(null), sessions,
                owned.consents().stream().map(view -> lines.allowed(view, ask)).toList());
    }

    private static List<String> names(Account account) {
        return Stream.of(account.username(), account.email(), account.phone()).filter(name -> name != null).toList();
    }

    private List<Field> passwordFields(AccountMessages words, AccountState state, Visit visit) {
        String hint = Pages.messages(SignInMessages.class, visit).passwordHint(policy.minLength());
        return Stream.of(
                Field.text(PasswordFormEndpoint.CURRENT, words.currentPassword(), "current-password"),
                Field.text(PasswordFormEndpoint.NEW, words.newPassword(), "new-password").hint(hint))
                .map(field -> field.type("password").mandatory().filled(Map.of(), state.errors())).toList();
    }
}
