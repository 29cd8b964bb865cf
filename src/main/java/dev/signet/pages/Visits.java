package dev.signet.pages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.http.FormParameters;
import dev.signet.http.FormReading;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Sees who comes: the browser, its session, its language. */
@ApplicationScoped
public class Visits {
    static final String UI_LOCALES = "ui_locales";
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Csrf csrf;
    private final Theme theme;

    Visits(Csrf csrf, Theme theme) {
        this.csrf = csrf;
        this.theme = theme;
    }

    /** @return the visit; a browser that comes for the first time is given its number with the answer */
    public Visit of(RoutingContext call) {
        List<String> setCookies = new ArrayList<>();
        Optional<String> known = browser(call);
        String browser = known.orElseGet(Visits::random);
        if (known.isEmpty()) {
            setCookies.add(PageCookies.keep(PageCookies.BROWSER, browser));
        }
        Optional<Language> asked = asked(call);
        asked.ifPresent(l -> setCookies.add(PageCookies.keep(PageCookies.LANGUAGE, l.tag(), LANGUAGE_KEPT)));
        Optional<Language> chosen = asked.or(() -> remembered(call));
        Optional<String> session = PageCookies.read(call, PageCookies.SESSION);
        return new Visit(chosen.or(() -> accepted(call)).orElse(Language.ENGLISH), chosen.isPresent(), call.normalizedPath(),
                Map.of(), csrf.token(browser, session), session, theme.styles(), setCookies);
    }

    /** @return the browser's number, where it brings one that was given here */
    static Optional<String> browser(RoutingContext call) {
        return PageCookies.read(call, PageCookies.BROWSER).filter(number -> NUMBER.matcher(number).matches());
    }

    /** @return the parameters of the page's query; none where it can't be read */
    public static Optional<String> parameter(RoutingContext call, String name) {
        String query = call.request().query();
        return query == null ? Optional.empty() : read(query).fold(p -> p.get(name), malformed -> Optional.empty());
    }

    private static FormReading read(String query) {
        return FormParameters.parse(query.getBytes(ISO_8859_1));
    }

    /**
     * Only a page of ours: what a client asks of the authorization endpoint is its wish for one sign-in, not what the person
     * chose.
     */
    private static Optional<Language> asked(RoutingContext call) {
        return call.normalizedPath().startsWith("/oauth2/") ? Optional.empty()
                : parameter(call, UI_LOCALES).flatMap(tags -> Language.first(List.of(tags.split(" "))));
    }

    private static Optional<Language> remembered(RoutingContext call) {
        return PageCookies.read(call, PageCookies.LANGUAGE).flatMap(tag -> Language.first(List.of(tag)));
    }

    private static Optional<Language> accepted(RoutingContext call) {
        return Language.accepted(call.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static String random() {
        byte[] number = new byte[16];
        RANDOM.nextBytes(number);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(number);
    }
}
