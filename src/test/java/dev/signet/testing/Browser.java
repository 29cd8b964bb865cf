package dev.signet.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser as far as the hosted pages need one: it keeps each host's cookies, reads forms and sends them. It runs no
 * script.
 */
public final class Browser {
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input([^>]*)>");

    private final Http http;
    /** By host and port: a stricter browser than any, for cookies know no ports (RFC 6265 §8.5). */
    private final Map<String, Map<String, String>> jars = new LinkedHashMap<>();

    public Browser(Http http) {
        this.http = http;
    }

    /** One form of a page: where it goes and what it holds. */
    public record Form(String action, Map<String, String> fields) {

        /** @return the same with one more field, or another value */
        public Form with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(fields);
            more.put(name, value);
            return new Form(action, more);
        }

        public Form without(String name) {
            Map<String, String> fewer = new LinkedHashMap<>(fields);
            fewer.remove(name);
            return new Form(action, fewer);
        }
    }

    public HttpAnswer get(String target) {
        return keep(target, call("GET", target).send());
    }

    public HttpAnswer send(Form form) {
        return keep(form.action(), call("POST", form.action()).form(form.fields()).send());
    }

    /** @return the answer to the form with one more header */
    public HttpAnswer send(Form form, String header, String value) {
        return keep(form.action(), call("POST", form.action()).header(header, value).form(form.fields()).send());
    }

    /** @return the forms of a page, in order */
    public static List<Form> forms(HttpAnswer page) {
        return FORM.matcher(page.text()).results()
                .map(found -> new Form(unescape(found.group(1)), fields(found.group(2)))).collect(Collectors.toList());
    }

    /** @return the first form of a page */
    public static Form form(HttpAnswer page) {
        return forms(page).stream().findFirst().orElseThrow(() -> new IllegalStateException("no form in " + page));
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(jar("").get(name));
    }

    /** Puts a cookie in, as whoever plants one would. */
    public Browser plant(String name, String value) {
        jar("").put(name, value);
        return this;
    }

    public Http http() {
        return http;
    }

    private HttpCall call(String method, String target) {
        HttpCall call = http.request(method, target);
        String cookies = jar(target).entrySet().stream().map(c -> c.getKey() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
        return cookies.isEmpty() ? call : call.header("Cookie", cookies);
    }

    private Map<String, String> jar(String target) {
        return jars.computeIfAbsent(http.authority(target), host -> new LinkedHashMap<>());
    }

    private HttpAnswer keep(String target, HttpAnswer answer) {
        Map<String, String> cookies = jar(target);
        for (String cookie : answer.headers("Set-Cookie")) {
            String pair = cookie.split(";", 2)[0];
            String name = pair.substring(0, pair.indexOf('='));
            cookies.put(name, pair.substring(name.length() + 1));
            cookies.values().removeIf(String::isEmpty);
        }
        return answer;
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        INPUT.matcher(form).results().forEach(input -> attribute("name", input.group(1))
                .ifPresent(name -> fields.put(name, attribute("value", input.group(1)).orElse(""))));
        return fields;
    }

    private static Optional<String> attribute(String name, String attributes) {
        Matcher found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(attributes);
        return found.find() ? Optional.of(unescape(found.group(1))) : Optional.empty();
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
