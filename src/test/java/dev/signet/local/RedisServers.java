package dev.signet.local;

import java.io.IOException;
import java.util.List;

/** Where Redis is: one process, or a cluster of them. */
interface RedisServers {

    void start();

    void stop();

    boolean isRunning();

    /** @return in the order of starting */
    List<Stoppable> processes();

    /** @return where clients find it, on the loopback */
    List<Integer> ports();

    /** @return the database that is a group's own; 0 where there is but one */
    int databaseOf(int group);

    /**
     * @param database the number that {@code SELECT} takes
     * @param inline a command as typed into a terminal, of at most one key
     * @return the first line of the answer, with its type mark
     */
    String command(int database, String inline) throws IOException;

    /** Empties every database. */
    void flush() throws IOException;
}
