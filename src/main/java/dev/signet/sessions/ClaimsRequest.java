package dev.signet.sessions;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The {@code claims} parameter (OpenID Connect Core 1.0 §5.5): claims asked for one by one, of the UserInfo endpoint and
 * of the ID token. Members that are not understood are ignored, as the section asks.
 */
public final class ClaimsRequest {
    public static final ClaimsRequest NONE = new ClaimsRequest(new JsonObject());
    private static final String ID_TOKEN = "id_token";
    private static final String USERINFO = "userinfo";

    private final JsonObject request;

    private ClaimsRequest(JsonObject request) {
        this.request = request;
    }

    /** @return the request; empty when it is not an object of objects */
    public static Optional<ClaimsRequest> parse(String json) {
        try {
            JsonObject request = new JsonObject(json);
            boolean wellFormed = isMembers(request, ID_TOKEN) && isMembers(request, USERINFO);
            return wellFormed ? Optional.of(new ClaimsRequest(request)) : Optional.empty();
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static boolean isMembers(JsonObject request, String place) {
        Object members = request.getValue(place);
        return members == null || members instanceof JsonObject claims
                && claims.fieldNames().stream().map(claims::getValue).allMatch(v -> v == null || v instanceof JsonObject);
    }

    /** @return the names asked for in the ID token */
    public Set<String> ofIdToken() {
        return names(ID_TOKEN);
    }

    /** @return the names asked for at the UserInfo endpoint */
    public Set<String> ofUserInfo() {
        return names(USERINFO);
    }

    /** @return the names asked for anywhere */
    public Set<String> names() {
        Set<String> names = ofIdToken();
        names.addAll(ofUserInfo());
        return names;
    }

    private Set<String> names(String place) {
        return new LinkedHashSet<>(members(place).fieldNames());
    }

    private JsonObject members(String place) {
        return Optional.ofNullable(request.getJsonObject(place)).orElseGet(JsonObject::new);
    }

    /** @return the values one of which the ID token's claim MUST have (§5.5.1); empty: any will do */
    public List<String> essentialValues(String claim) {
        JsonObject asked = members(ID_TOKEN).getJsonObject(claim);
        return asked != null && Boolean.TRUE.equals(asked.getValue("essential")) ? values(asked) : List.of();
    }

    /** @return the {@code value} or {@code values} wished for, essential or not */
    public List<String> wishedValues(String claim) {
        JsonObject asked = members(ID_TOKEN).getJsonObject(claim);
        return asked == null ? List.of() : values(asked);
    }

    private static List<String> values(JsonObject asked) {
        List<String> values = new ArrayList<>();
        if (asked.getValue("value") instanceof String value) {
            values.add(value);
        }
        if (asked.getValue("values") instanceof JsonArray many) {
            many.forEach(value -> values.add(String.valueOf(value)));
        }
        return values;
    }

    /** @return the parameter as JSON; null for none */
    public String json() {
        return request.isEmpty() ? null : request.encode();
    }

    /** @return the request that {@link #json} told of; none for null */
    public static ClaimsRequest of(String json) {
        return json == null ? NONE : new ClaimsRequest(new JsonObject(json));
    }
}
