package dev.signet.proof;

/** One promise, measured. */
interface Proof {

    /** Measures, and says what it found. */
    void run(Findings findings) throws Exception;
}
