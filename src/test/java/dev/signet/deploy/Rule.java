package dev.signet.deploy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a rendering must hold; each names what breaks it, in a sentence. */
enum Rule {
    FIELDS_ARE_KNOWN(Fields::unknown),
    SELECTORS_FIND_THEIR_PODS(Selectors::findNothing),
    PORTS_RESOLVE(Selectors::namePortsThatAreNot),
    PODS_ARE_CONFINED(Pods::unconfined),
    CONTAINERS_ARE_BOUNDED(Pods::unbounded),
    IMAGES_ARE_FIXED(Pods::ofNoFixedImage),
    CONTAINERS_ARE_PROBED(Pods::unprobed),
    SETTINGS_ARE_READ(Settings::nobodyReads),
    WHAT_IS_REQUIRED_IS_SET(Settings::missing),
    REFERENCES_ARE_THERE(References::dangling),
    STORES_ARE_IN_REACH(References::storesOutOfReach),
    HOSTS_ARE_ONE(References::hostsThatDiffer),
    PODS_HAVE_TIME_TO_DRAIN(Rollouts::tooShortToDrain),
    ROLLOUTS_KEEP_SERVING(Rollouts::thatStopServing),
    SCHEMAS_ARE_MIGRATED_ONCE(Rollouts::thatMigrateTwice);

    private final Function<Manifests, Stream<String>> violations;

    Rule(Function<Manifests, Stream<String>> violations) {
        this.violations = violations;
    }

    List<String> violations(Manifests manifests) {
        return violations.apply(manifests).toList();
    }
}
