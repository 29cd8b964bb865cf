package dev.signet.bench;

import io.vertx.core.Future;

/** Requests of one kind, each lane its own. */
interface Workload {

    /** @return the status of the answer to the lane's next request; fails where it is not what it should be */
    Future<Integer> next(int lane);
}
