package dev.signet.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One node of a forwarded header, with or without a port (RFC 7239 §6): {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}. */
final class Hop {
    private static final Pattern FORM = Pattern.compile(
            "(?<v4>[0-9.]+)(?::[0-9]{1,5})?|\\[(?<v6>[0-9a-fA-F]*:[0-9a-fA-F:.]+)\\](?::[0-9]{1,5})?|(?<bare>[0-9a-fA-F:.]+)");

    private Hop() {
    }

    /** @return empty for {@code unknown}, an obfuscated {@code _name}, a host name, or anything else */
    static Optional<ClientAddress> address(String node) {
        Matcher form = FORM.matcher(node);
        if (!form.matches()) {
            return Optional.empty();
        }
        String literal = form.group("v4") != null ? form.group("v4")
                : form.group("v6") != null ? form.group("v6") : form.group("bare");
        return ClientAddress.read(literal);
    }
}
