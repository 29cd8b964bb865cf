package dev.signet.verifier;

/** One event of a stream (HTML §9.2.6): its {@code id}, empty where it had none, its {@code event} and its {@code data}. */
record ServerSentEvent(String id, String event, String data) {
}
