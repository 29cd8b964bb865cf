package dev.signet.requests;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.sessions.BrowserSession;
import dev.signet.sessions.Visitor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/** Devices that wait for their person: found by the device's code, and by the one that the person types. */
@ApplicationScoped
public class DeviceAuthorizations {
    public static final Duration LIFE = Duration.ofMinutes(10);
    /** Longer than it lives, so that a device is told that it came too late. */
    private static final Duration REMEMBERED = LIFE.multipliedBy(2);
    /** RFC 8628 §3.2: seconds between two polls, to begin with. */
    public static final int INTERVAL = 5;
    /** RFC 8628 §6.1: no vowels, so that no words come out; 20^8 codes against a limit on guesses. */
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int USER_CODE_LENGTH = 8;
    private static final String DEVICE = "device";
    private static final String USER_CODE = "user-code";
    /** Beside the device and not in it: a poll must not overwrite what the person decides at the same moment. */
    private static final String POLLS = "device-poll";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RedisMoments moments;
    private final Clock clock;

    DeviceAuthorizations(RedisMoments moments, Clock clock) {
        this.moments = moments;
        this.clock = clock;
    }

    /** The two codes of a device. */
    public record Codes(String deviceCode, String userCode) {

        /** Never the codes. */
        @Override
        public String toString() {
            return "Codes[]";
        }
    }

    /** What a poll found: nothing, one that came too soon, one that came too late, or the device. */
    public record Poll(Optional<DeviceAuthorization> device, boolean tooSoon, boolean expired) {
    }

    public Uni<Codes> open(String clientId, Set<String> scope, List<String> resources) {
        Codes codes = new Codes(RedisMoments.newName(), newUserCode());
        DeviceAuthorization device = new DeviceAuthorization(clientId, scope, resources, codes.userCode(),
                clock.millis() + LIFE.toMillis(), Optional.empty(), Optional.empty(), false);
        JsonObject link = new JsonObject().put("device", codes.deviceCode());
        return moments.put(DEVICE, codes.deviceCode(), device.json(), REMEMBERED)
                .chain(() -> moments.put(USER_CODE, plain(codes.userCode()), link, LIFE))
                .replaceWith(codes);
    }

    private static String newUserCode() {
        StringBuilder code = new StringBuilder(USER_CODE_LENGTH + 1);
        for (int i = 0; i < USER_CODE_LENGTH; i++) {
            code.append(i == USER_CODE_LENGTH / 2 ? "-" : "").append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Whatever case, dashes and spaces somebody typed (RFC 8628 §6.1). */
    private static String plain(String userCode) {
        return userCode.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }

    /** @return what the device has come to; each poll that comes too soon makes it wait 5 s longer (RFC 8628 §3.5) */
    public Uni<Poll> poll(String deviceCode) {
        return moments.get(DEVICE, deviceCode).map(json -> json.map(DeviceAuthorization::of))
                .chain(device -> device.isEmpty() ? Uni.createFrom().item(new Poll(device, false, false))
                        : polled(deviceCode, device.get()));
    }

    private Uni<Poll> polled(String deviceCode, DeviceAuthorization device) {
        return moments.get(POLLS, deviceCode)
                .map(last -> last.map(Pace::of).orElse(Pace.FIRST).next(clock.millis()))
                .call(pace -> moments.put(POLLS, deviceCode, pace.json(), LIFE))
                .map(pace -> new Poll(Optional.of(device), pace.tooSoon(), clock.millis() >= device.expiresAt()));
    }

    /**
     * @param at when it last asked, in milliseconds of the epoch
     * @param interval how many seconds it must leave between two polls
     */
    private record Pace(long at, int interval, boolean tooSoon) {
        private static final Pace FIRST = new Pace(0, INTERVAL, false);

        Pace next(long now) {
            boolean early = now < at + interval * 1000L;
            return new Pace(now, early ? interval + INTERVAL : interval, early);
        }

        JsonObject json() {
            return new JsonObject().put("at", at).put("interval", interval);
        }

        static Pace of(JsonObject json) {
            return new Pace(json.getLong("at"), json.getInteger("interval"), false);
        }
    }

    /** Its tokens were given. */
    public Uni<Void> close(String deviceCode) {
        return moments.delete(DEVICE, deviceCode).replaceWithVoid();
    }

    /** @return the device that waits for this code; empty also when it was decided already */
    public Uni<Optional<DeviceAuthorization>> find(String userCode) {
        return deviceCode(userCode)
                .chain(code -> code.map(c -> moments.get(DEVICE, c)).orElse(Uni.createFrom().item(Optional.empty())))
                .map(json -> json.map(DeviceAuthorization::of));
    }

    private Uni<Optional<String>> deviceCode(String userCode) {
        return moments.get(USER_CODE, plain(userCode)).map(link -> link.map(l -> l.getString("device")));
    }

    /** The person agreed. @return whether the code was still waiting; it serves one decision */
    public Uni<Boolean> approve(String userCode, BrowserSession by, Visitor from) {
        return decide(userCode, device -> device.approved(by, from));
    }

    /** The person said no. @return whether the code was still waiting */
    public Uni<Boolean> deny(String userCode) {
        return decide(userCode, DeviceAuthorization::refused);
    }

    private Uni<Boolean> decide(String userCode, UnaryOperator<DeviceAuthorization> decision) {
        return deviceCode(userCode)
                .chain(code -> moments.delete(USER_CODE, plain(userCode)).map(first -> code.filter(c -> first)))
                .chain(code -> code.map(c -> write(c, decision)).orElse(Uni.createFrom().item(false)));
    }

    private Uni<Boolean> write(String deviceCode, UnaryOperator<DeviceAuthorization> decision) {
        return moments.get(DEVICE, deviceCode)
                .call(json -> json.map(j -> moments.replace(DEVICE, deviceCode,
                        decision.apply(DeviceAuthorization.of(j)).json())).orElse(Uni.createFrom().voidItem()))
                .map(Optional::isPresent);
    }
}
