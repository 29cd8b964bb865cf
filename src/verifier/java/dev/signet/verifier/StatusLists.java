package dev.signet.verifier;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The status lists that tokens named of late (draft-ietf-oauth-status-list §8.3). */
final class StatusLists {
    private static final String PLACE = "/oauth2/status/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final int MOST_LISTS = 64;
    private static final Duration KEPT_UNUSED = Duration.ofMinutes(10);

    private final Settings settings;
    private final Function<String, StatusList> opened;
    private final Map<String, StatusList> lists = new ConcurrentHashMap<>();

    StatusLists(Settings settings, IssuerHttp http, IssuerKeys keys) {
        this.settings = settings;
        this.opened = uri -> new StatusList(uri, settings, http, keys);
    }

    /** Fails where the token is not VALID (§7.1), or its status can't be told. */
    void check(StatusReference reference) throws Refusal, Undecided {
        if (!isOurs(reference.uri())) {
            throw Refusal.token("The status list of the token is not the issuer's.");
        }
        if (lists.size() >= MOST_LISTS && !lists.containsKey(reference.uri())) {
            dropIdlest();
        }
        if (lists.computeIfAbsent(reference.uri(), opened).at(reference.idx()) != 0) {
            throw Refusal.token("The token was revoked.");
        }
    }

    /** Nothing that a token names is fetched from anywhere else. */
    private boolean isOurs(String uri) {
        String place = settings.issuer() + PLACE;
        return uri.startsWith(place) && NAME.matcher(uri.substring(place.length())).matches();
    }

    private void dropIdlest() {
        Optional<Map.Entry<String, StatusList>> idlest = lists.entrySet().stream()
                .max(Comparator.comparing(entry -> entry.getValue().idle()));
        idlest.ifPresent(entry -> lists.remove(entry.getKey()));
    }

    void tick() {
        lists.values().removeIf(list -> list.idle().compareTo(KEPT_UNUSED) > 0);
        lists.values().forEach(StatusList::tick);
    }

    /** @return how long ago the issuer confirmed each that was ever fetched, by its URL */
    Map<String, Duration> ages() {
        return lists.entrySet().stream().filter(entry -> entry.getValue().age().isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().age().orElseThrow()));
    }
}
