package dev.signet.requests;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Authorization requests while their person is asked, and pushed ones before they are used (RFC 9126 §2.2). */
@ApplicationScoped
public class PendingAuthorizations {
    /** How long a person may take to sign in and agree. */
    private static final Duration LIFE = Duration.ofMinutes(30);
    /** How long a pushed request waits for its browser. */
    public static final Duration PUSHED_LIFE = Duration.ofSeconds(90);
    private static final String PENDING = "pending";
    private static final String PUSHED = "par";

    private final RedisMoments moments;

    PendingAuthorizations(RedisMoments moments) {
        this.moments = moments;
    }

    /** @return the handle by which the pages know the request */
    public Uni<String> open(PendingAuthorization pending) {
        String handle = RedisMoments.newName();
        return moments.put(PENDING, handle, pending.json(), LIFE).replaceWith(handle);
    }

    /** @return the request; empty when its time is over, or there never was one */
    public Uni<Optional<PendingAuthorization>> find(String handle) {
        return moments.get(PENDING, handle).map(json -> json.map(PendingAuthorization::of));
    }

    /** The person signed in for this request. */
    public Uni<Void> signedIn(String handle, UUID session) {
        return change(handle, pending -> pending.withSignIn(session));
    }

    /** The person chose to go on as who they are signed in as. */
    public Uni<Void> chosen(String handle, UUID session) {
        return change(handle, pending -> pending.withChoice(session));
    }

    /** The person agreed. */
    public Uni<Void> consented(String handle, UUID session) {
        return change(handle, pending -> pending.withConsent(session));
    }

    /** The person said no. */
    public Uni<Void> refused(String handle) {
        return change(handle, PendingAuthorization::withRefusal);
    }

    private Uni<Void> change(String handle, UnaryOperator<PendingAuthorization> step) {
        return find(handle).chain(pending -> pending.isEmpty() ? Uni.createFrom().voidItem()
                : moments.replace(PENDING, handle, step.apply(pending.get()).json()));
    }

    /** Ends a request that was answered. @return whether it was still there: of many answers, one is given */
    public Uni<Boolean> close(String handle) {
        return moments.delete(PENDING, handle);
    }

    /** @return the name under which a pushed request is found once */
    public Uni<String> push(AuthorizationRequest request) {
        String name = RedisMoments.newName();
        return moments.put(PUSHED, name, request.json(), PUSHED_LIFE).replaceWith(name);
    }

    /** @return the pushed request; it stays until {@link #usePushed}, so that a page may be loaded again */
    public Uni<Optional<AuthorizationRequest>> pushed(String name) {
        return moments.get(PUSHED, name).map(json -> json.map(AuthorizationRequest::of));
    }

    /** @return whether the pushed request had not served before */
    public Uni<Boolean> usePushed(String name) {
        return moments.delete(PUSHED, name);
    }
}
