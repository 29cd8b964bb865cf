package dev.signet.verifier;

import java.util.Optional;

/**
 * Whether a token was revoked, by the best that is known: the feed while it is fresh, else the token's status list, else
 * either as last known good. Where all of that is too old nobody can tell.
 */
final class RevocationCheck {
    private final Settings settings;
    private final StatusLists lists;
    private final Optional<RevocationFeed> feed;

    RevocationCheck(Settings settings, StatusLists lists, Optional<RevocationFeed> feed) {
        this.settings = settings;
        this.lists = lists;
        this.feed = feed;
    }

    /** Fails where the token was revoked, or nobody can tell. */
    void check(VerifiedToken token) throws Refusal, Undecided {
        if (feed.isEmpty()) {
            checkList(token.status());
        } else {
            checkFeed(feed.get(), token);
        }
    }

    /** A token without a status is judged by the policy, before. */
    private void checkList(Optional<StatusReference> status) throws Refusal, Undecided {
        if (status.isPresent()) {
            lists.check(status.get());
        }
    }

    private void checkFeed(RevocationFeed heard, VerifiedToken token) throws Refusal, Undecided {
        if (heard.covers(token)) {
            throw Refusal.token("The token was revoked.");
        }
        if (heard.isFresh()) {
            return;
        }
        if (!heard.begun().isDone()) {
            throw new Undecided("what was revoked", Optional.of(heard.begun()));
        }
        checkWithoutFeed(heard, token.status());
    }

    private void checkWithoutFeed(RevocationFeed heard, Optional<StatusReference> status) throws Refusal, Undecided {
        boolean lastKnownGood = heard.isKnownWithin(settings.lastKnownGood());
        try {
            checkList(status);
        } catch (Undecided e) {
            if (e.awaited().isPresent() || !lastKnownGood) {
                throw e;
            }
        }
        if (status.isEmpty() && !lastKnownGood) {
            throw new Undecided("what was revoked", Optional.empty());
        }
    }
}
