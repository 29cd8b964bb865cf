package dev.signet.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One call of a page, as far as every page must know it; {@link Visits} makes it.
 *
 * @param language that the page speaks
 * @param languageChosen whether the person chose it
 * @param path of the page
 * @param kept query parameters that go along when the language is changed
 * @param csrf the token of this page's forms
 * @param session the session cookie's value as it came; nothing is known yet of what it is worth
 * @param styles what the page links to
 * @param setCookies headers that the answer must carry
 */
public record Visit(Language language, boolean languageChosen, String path, Map<String, String> kept, String csrf,
        Optional<String> session, List<String> styles, List<String> setCookies) {

    /** @return the same, in the first of these languages (RFC 5646 tags) that the pages speak, unless the person chose one */
    public Visit preferring(List<String> uiLocales) {
        Language preferred = languageChosen ? language : Language.first(uiLocales).orElse(language);
        return new Visit(preferred, languageChosen, path, kept, csrf, session, styles, setCookies);
    }

    /** @return the same, whose links to itself carry a query parameter */
    public Visit keeping(String name, Optional<String> value) {
        Map<String, String> more = new LinkedHashMap<>(kept);
        value.ifPresent(present -> more.put(name, present));
        return new Visit(language, languageChosen, path, more, csrf, session, styles, setCookies);
    }

    /** @return the same at another path, for a form whose answer is not a page to come back to */
    public Visit at(String page) {
        return new Visit(language, languageChosen, page, kept, csrf, session, styles, setCookies);
    }

    /** @return the languages to change to */
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (Language each : Language.values()) {
            choices.add(new Choice(each, link(each), each == language));
        }
        return choices;
    }

    private String link(Language other) {
        Map<String, String> query = new LinkedHashMap<>(kept);
        query.put(Visits.UI_LOCALES, other.tag());
        return link(path, query);
    }

    /** @return a path with a query */
    public static String link(String path, Map<String, String> query) {
        String text = query.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue())).collect(Collectors.joining("&"));
        return text.isEmpty() ? path : path + "?" + text;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** A language, how to change to it, and whether it is the page's. */
    public record Choice(Language language, String href, boolean current) {
    }

    /** Never the cookies. */
    @Override
    public String toString() {
        return "Visit[" + path + ", " + language + "]";
    }
}
