package dev.signet.errors;

/** What a failure means, for a room that tells it in a shape of its own: a page. */
public final class Refused {

    private Refused() {
    }

    /**
     * @param failure anything that ended a call; this service's own failure is logged here, once
     * @return how it is answered
     */
    public static Problem read(Throwable failure) {
        Refusal refusal = Failures.refusal(failure);
        ErrorAnswers.log(refusal, failure);
        return refusal.asProblem();
    }
}
