package dev.signet.login;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.signet.pages.Visit;
import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.BrowserSessionView;
import dev.signet.sessions.ConsentView;
import dev.signet.sessions.SignInView;

/** Puts into words what the account page lists. Times are UTC: a page without scripts does not know the person's zone. */
final class AccountLines {
    private static final int LONGEST_AGENT = 120;

    private final AccountMessages words;
    private final DateTimeFormatter time;

    AccountLines(AccountMessages words, Visit visit) {
        this.words = words;
        this.time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(Locale.forLanguageTag(visit.language().tag())).withZone(ZoneOffset.UTC);
    }

    SessionLine browser(BrowserSessionView view, BrowserSession current) {
        return new SessionLine(SessionLine.BROWSER, view.id().toString(), words.browser(), from(view.ip(), view.userAgent()),
                words.since(text(view.createdAt())), words.lastUsed(text(view.lastUsedAt())), view.id().equals(current.id()));
    }

    SessionLine application(SignInView view) {
        return new SessionLine(SessionLine.APPLICATION, view.id().toString(), view.clientName(),
                from(view.ip(), view.userAgent()), words.since(text(view.createdAt())),
                words.lastUsed(text(view.lastUsedAt())), false);
    }

    ApplicationLine allowed(ConsentView view, AskMessages ask) {
        return new ApplicationLine(view.clientId(), view.clientName(), Wants.of(view.scopes(), ask),
                words.allowed(text(view.grantedAt())));
    }

    private String text(Instant at) {
        return time.format(at) + " UTC";
    }

    private static String from(String ip, String userAgent) {
        String agent = Optional.ofNullable(userAgent).orElse("");
        String shown = agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) + "…" : agent;
        return String.join(" · ", List.copyOf(Stream.of(Optional.ofNullable(ip).orElse(""), shown)
                .filter(part -> !part.isEmpty()).toList()));
    }
}
