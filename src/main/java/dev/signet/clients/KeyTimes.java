package dev.signet.clients;

import java.time.Duration;

/**
 * How long fetched keys are remembered.
 *
 * @param fresh how long nobody asks again
 * @param againForKid how soon an unknown {@code kid} may have them fetched again
 * @param againAfterFailure how soon after a failure
 * @param lastGood how long the last ones are used while newer ones can't be had; zero: not at all
 */
record KeyTimes(Duration fresh, Duration againForKid, Duration againAfterFailure, Duration lastGood) {
}
