package dev.signet.proof;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.signet.testing.HttpAnswer;

/** What was answered during which fault, and what should never have been. For many threads. */
final class Ledger {
    static final String REQUESTS = "requests";
    static final String GOOD = "served";
    static final String CHALLENGES = "challenges";
    static final String REFUSED = "other 4xx";
    static final String UNAVAILABLE = "503";
    static final String BROKEN = "other 5xx";
    static final String SILENT = "no answer";
    static final String SIGNED_IN_AGAIN = "signed in again";
    static final String REVOCATIONS = "revocations";
    private static final int SHOWN = 160;

    private final FaultWindow between = FaultWindow.between();
    private final List<FaultWindow> windows = new CopyOnWriteArrayList<>();
    private final Map<Wrong, ConcurrentLinkedQueue<String>> wrongs = new TreeMap<>();
    private final Map<String, Long> acts = new TreeMap<>();

    /** What the soak looks for. */
    enum Wrong {
        LOST("no lost 201: whoever was answered 201 can sign in"),
        ACCEPTED("no revoked token accepted past its bound"),
        FAILED("no 5xx outside the faults"),
        BROKEN("in a fault 503 with Retry-After is the only 5xx"),
        SILENT("every call is answered, but by a replica that was killed"),
        REFUSED("no live token refused"),
        FAMILY("no live sign-in lost"),
        UNEXPECTED("no other answer than these");

        private final String demand;

        Wrong(String demand) {
            this.demand = demand;
        }

        String demand() {
            return demand;
        }
    }

    Ledger() {
        for (Wrong wrong : Wrong.values()) {
            wrongs.put(wrong, new ConcurrentLinkedQueue<>());
        }
    }

    /** @return the window of a fault that strikes now */
    FaultWindow strikes(Fault fault) {
        FaultWindow window = FaultWindow.of(fault);
        windows.add(window);
        return window;
    }

    List<FaultWindow> windows() {
        return windows;
    }

    FaultWindow between() {
        return between;
    }

    /** @return the latest fault that meets that time, or what lies between the faults */
    FaultWindow at(long from, long to) {
        FaultWindow met = between;
        for (FaultWindow window : windows) {
            met = window.meets(from, to) ? window : met;
        }
        return met;
    }

    /**
     * @param good what the caller can go on with
     * @return whether it is one of these
     */
    boolean answered(String act, long begun, HttpAnswer answer, Set<Integer> good) {
        long now = System.nanoTime();
        FaultWindow window = at(begun, now);
        window.count(REQUESTS);
        count(act);
        if (good.contains(answer.status())) {
            window.count(GOOD);
            return true;
        }
        window.marked(now);
        judge(act, answer, window);
        return false;
    }

    private void judge(String act, HttpAnswer answer, FaultWindow window) {
        if (isChallenge(answer)) {
            window.count(CHALLENGES);
        } else if (answer.status() < 500) {
            window.count(REFUSED);
        } else if (answer.status() == 503 && answer.header("Retry-After") != null) {
            window.count(UNAVAILABLE);
            if (!window.isFault()) {
                wrong(Wrong.FAILED, act, answer);
            }
        } else {
            window.count(BROKEN);
            wrong(Wrong.BROKEN, act, answer);
        }
    }

    static boolean isChallenge(HttpAnswer answer) {
        return answer.status() == 403 && answer.text().contains("urn:signet:problem:captcha-required");
    }

    /** No answer came. */
    void silent(String act, long begun, RuntimeException why) {
        long now = System.nanoTime();
        FaultWindow window = at(begun, now);
        window.count(REQUESTS);
        count(act);
        window.count(SILENT);
        window.marked(now);
        if (!window.silences()) {
            wrong(Wrong.SILENT, act + ": " + why.getCause() + " after "
                    + Duration.ofNanos(now - begun).toMillis() + " ms");
        }
    }

    private synchronized void count(String act) {
        acts.merge(act, 1L, Long::sum);
    }

    synchronized Map<String, Long> acts() {
        return new TreeMap<>(acts);
    }

    void wrong(Wrong wrong, String act, HttpAnswer answer) {
        String text = answer.toString();
        wrong(wrong, act + ": " + text.substring(0, Math.min(SHOWN, text.length())).replace('\n', ' '));
    }

    void wrong(Wrong wrong, String what) {
        long now = System.nanoTime();
        wrongs.get(wrong).add(LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + at(now, now).name() + ": " + what);
    }

    ConcurrentLinkedQueue<String> wrongs(Wrong wrong) {
        return wrongs.get(wrong);
    }
}
