package dev.signet.errors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.stream.Stream;

/** Bodies that no endpoint may fail on: each is a 4xx, in the shape of its path. */
public final class HostileBodies {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int TOO_LONG = 64 * 1024 + 1;

    private HostileBodies() {
    }

    /** @param member a member of the endpoint's body that is a string */
    public static Stream<HostileBody> ofJson(String member) {
        return Stream.concat(contents(member), mediaTypes());
    }

    private static Stream<HostileBody> contents(String member) {
        String nested = "{\"%s\":".formatted(member);
        return Stream.of(
                json("malformed", "{\"%s\":".formatted(member)),
                json("not JSON", "hello"),
                json("null", "null"),
                json("an array", "[]"),
                json("a string", "\"text\""),
                json("a number with too many digits", nested + "1".repeat(5000) + "}"),
                json("an exponent out of this world", nested + "1e1000000000}"),
                json("arrays nested 10,000 deep", nested + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                json("objects nested 5,000 deep", nested.repeat(5000) + "1" + "}".repeat(5000)),
                json("a duplicate key", "{\"%1$s\":\"a\",\"%1$s\":\"b\"}".formatted(member)),
                json("an unknown member", "{\"%s\":\"a\",\"no_such_member\":1}".formatted(member)),
                json("a member's name of 60,000 letters", "{\"" + "k".repeat(60_000) + "\":1}"),
                json("a number for a string", nested + "1}"),
                json("a boolean for a string", nested + "true}"),
                json("an array for a string", nested + "[\"a\"]}"),
                json("an object for a string", nested + "{}}"),
                json("something after the end", "{} {}"),
                json("NUL as an escape", nested + "\"a\\u0000b\"}"),
                json("NUL in a member's name", "{\"a\\u0000\":1}"),
                json("a lone high surrogate", nested + "\"\\ud83d\"}"),
                json("a lone low surrogate", nested + "\"\\ude00\"}"),
                json("surrogates in the wrong order", nested + "\"\\ude00\\ud83d\"}"),
                json("a byte that is no UTF-8", bytes(nested + "\"\u00ff\"}", ISO_8859_1)),
                json("an overlong form", bytes(nested + "\"\u00c1\u0081\"}", ISO_8859_1)),
                json("a surrogate in UTF-8", bytes(nested + "\"\u00ed\u00a0\u0080\"}", ISO_8859_1)),
                json("UTF-16", bytes(nested + "\"a\"}", UTF_16BE)),
                new HostileBody("more than 64 kB", JSON, bytes(nested + "\"" + "a".repeat(TOO_LONG) + "\"}", UTF_8), 413),
                new HostileBody("much more than 64 kB", JSON, bytes("[".repeat(2_000_000), UTF_8), 413));
    }

    private static Stream<HostileBody> mediaTypes() {
        byte[] body = bytes("{}", UTF_8);
        return Stream.of(null, "", ";;;", "application", "text/plain", "application/xml", FORM, "multipart/form-data",
                "application/json; charset=bogus", "application/json; charset=utf-16", "application/json; charset",
                "application/json; charset=\"", "application/json, text/plain")
                .map(type -> new HostileBody("Content-Type: " + type, type, body, 415));
    }

    /** For the OAuth endpoints, which read forms and ignore unknown parameters. */
    public static Stream<HostileBody> ofForms() {
        String many = "a%d=1&".repeat(100);
        Object[] numbers = Stream.iterate(0, n -> n + 1).limit(100).toArray();
        return Stream.of(
                form("&%=1", "&%=1"),
                form("a cut escape", "grant_type=%4"),
                form("an escape of no digits", "grant_type=%zz"),
                form("an escape that is no UTF-8", "grant_type=%ff"),
                form("an overlong escape", "grant_type=%c1%81"),
                form("NUL", "grant_type=a%00"),
                form("raw NUL", "grant_type=a\0"),
                form("a repeated parameter", "grant_type=password&grant_type=password"),
                form("a parameter without a name", "=1"),
                form("a hundred parameters", many.formatted(numbers)),
                new HostileBody("raw bytes that are no UTF-8", FORM, bytes("grant_type=\u00ff", ISO_8859_1), 400),
                new HostileBody("more than 64 kB", FORM, bytes("a=" + "a".repeat(TOO_LONG), UTF_8), 413),
                new HostileBody("charset=bogus", FORM + "; charset=bogus", bytes("a=1", UTF_8), 415),
                new HostileBody("multipart without a boundary", "multipart/form-data", bytes("a=1", UTF_8), 415),
                new HostileBody("JSON", JSON, bytes("{}", UTF_8), 415));
    }

    private static HostileBody json(String name, String body) {
        return json(name, bytes(body, UTF_8));
    }

    private static HostileBody json(String name, byte[] body) {
        return new HostileBody(name, JSON, body, 400);
    }

    private static HostileBody form(String name, String body) {
        return new HostileBody(name, FORM, bytes(body, UTF_8), 400);
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }
}
