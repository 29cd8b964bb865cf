package dev.signet.login;

import java.util.List;

/** An application that the person allowed something, as the account page lists it. */
record ApplicationLine(String clientId, String name, List<String> scopes, String allowed) {
}
