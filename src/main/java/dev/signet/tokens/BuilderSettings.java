package dev.signet.tokens;

import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What SmallRye's builder asks the configuration for at each token, answered before any other source is asked: a tenth of
 * what an ES256 token costs. None of it is for operators to set. The mint says every claim itself: an {@code exp} of the
 * builder's own would make an introspection answer look like a token.
 */
public final class BuilderSettings implements ConfigSource {
    private static final Map<String, String> SETTINGS = Map.of(
            "smallrye.jwt.new-token.add-default-claims", "false",
            "smallrye.jwt.new-token.override-matching-claims", "false",
            "smallrye.jwt.sign.relax-key-validation", "false");

    @Override
    public Set<String> getPropertyNames() {
        return SETTINGS.keySet();
    }

    /** @param name as it is, or, as is asked for first, with a profile before it */
    @Override
    public String getValue(String name) {
        return SETTINGS.get(name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name);
    }

    @Override
    public int getOrdinal() {
        return Integer.MAX_VALUE;
    }

    @Override
    public String getName() {
        return "settings of the token builder";
    }
}
