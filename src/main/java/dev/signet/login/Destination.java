package dev.signet.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.signet.pages.Visit;

/**
 * Where a sign-in leads: back to a pending authorization, to a device's code, or to the account. It is carried by name and
 * never by address, so that nobody can be sent elsewhere.
 *
 * @param handle of the pending authorization
 * @param device whether a device waits
 * @param userCode that was typed for it
 */
record Destination(Optional<String> handle, boolean device, Optional<String> userCode) {
    static final String HANDLE = "handle";
    static final String USER_CODE = "user_code";
    private static final String TO = "to";
    private static final String DEVICE = "device";
    private static final Pattern USER_CODE_FORM = Pattern.compile("[A-Za-z0-9 -]{1,32}");
    static final Destination ACCOUNT = new Destination(Optional.empty(), false, Optional.empty());

    /** The parameters of a query or a form. */
    interface Parameters {
        Optional<String> get(String name);
    }

    static Destination of(Parameters given) {
        boolean device = given.get(TO).filter(DEVICE::equals).isPresent();
        return new Destination(given.get(HANDLE), device,
                given.get(USER_CODE).filter(code -> device && USER_CODE_FORM.matcher(code).matches()));
    }

    static Destination device(Optional<String> userCode) {
        return new Destination(Optional.empty(), true, userCode.filter(code -> USER_CODE_FORM.matcher(code).matches()));
    }

    /** @return what carries it in a query or, hidden, in a form */
    Map<String, String> parameters() {
        Map<String, String> carried = new LinkedHashMap<>();
        handle.ifPresent(value -> carried.put(HANDLE, value));
        if (device) {
            carried.put(TO, DEVICE);
        }
        userCode.ifPresent(value -> carried.put(USER_CODE, value));
        return carried;
    }

    /** @return the link to a page that leads there, too */
    String through(String page) {
        return Visit.link(page, parameters());
    }

    /** @return where the person goes on */
    String next() {
        if (handle.isPresent()) {
            return Visit.link("/oauth2/authorize/resume", Map.of(HANDLE, handle.get()));
        }
        return device ? Visit.link("/device", userCode.map(code -> Map.of(USER_CODE, code)).orElse(Map.of())) : "/account";
    }
}
