package dev.signet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntUnaryOperator;

import org.apache.commons.io.FileUtils;

/**
 * A real Redis Cluster of six processes: three masters that share the slots, and a replica of each. It forgets everything
 * when it stops, but not who its nodes are.
 */
final class RedisCluster implements RedisServers {
    static final int MASTERS = 3;
    private static final int NODES = 2 * MASTERS;
    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** After that long without a word a node is given up, and its replica takes over. */
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_REDIRECTIONS = 5;

    private final List<Redis> nodes = new ArrayList<>();
    private final List<Integer> busPorts = new ArrayList<>();
    private boolean formed;

    /**
     * @param home may be thrown away afterwards
     * @param settings of redis.conf for each node, beside those of the cluster
     */
    RedisCluster(Path home, Map<String, String> settings) {
        this(home, settings, port -> 0);
    }

    /** @param tlsPort gives each node a second port for TLS beside its own; 0: none */
    RedisCluster(Path home, Map<String, String> settings, IntUnaryOperator tlsPort) {
        for (int i = 0; i < NODES; i++) {
            int port = Ports.free();
            busPorts.add(Ports.free());
            Map<String, String> own = new HashMap<>(settings);
            own.putAll(Map.of("cluster-enabled", "yes", "cluster-port", String.valueOf(busPorts.get(i)),
                    "cluster-node-timeout", String.valueOf(NODE_TIMEOUT.toMillis()),
                    "cluster-replica-validity-factor", "0", "repl-diskless-sync-delay", "0", "shutdown-timeout", "0",
                    "save", "", "appendonly", "no", "rdb-del-sync-files", "yes"));
            if (tlsPort.applyAsInt(port) != 0) {
                own.put("tls-port", String.valueOf(tlsPort.applyAsInt(port)));
            }
            Path folder = home.resolve("node-" + i);
            forget(folder);
            nodes.add(new Redis(folder, home, port, own));
        }
    }

    private static void forget(Path earlier) {
        try {
            FileUtils.deleteDirectory(earlier.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void start() {
        nodes.stream().filter(node -> !node.isRunning()).forEach(Redis::start);
        try {
            if (!formed) {
                form();
                formed = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(PATIENCE, "the cluster to be whole", () -> holds(this::isWhole));
    }

    private void form() throws IOException {
        for (int i = 0; i < NODES; i++) {
            done(nodes.get(i), "CLUSTER SET-CONFIG-EPOCH " + (i + 1));
            if (i < MASTERS) {
                done(nodes.get(i),
                        "CLUSTER ADDSLOTSRANGE " + SLOTS * i / MASTERS + " " + (SLOTS * (i + 1) / MASTERS - 1));
            }
        }
        for (int i = 1; i < NODES; i++) {
            done(nodes.get(0), "CLUSTER MEET 127.0.0.1 " + nodes.get(i).port() + " " + busPorts.get(i));
        }
        Await.until(PATIENCE, "the nodes to know each other", () -> holds(this::isAcquainted));
        for (int i = MASTERS; i < NODES; i++) {
            done(nodes.get(i), "CLUSTER REPLICATE " + nodes.get(i - MASTERS).text("CLUSTER MYID"));
        }
    }

    private static void done(Redis node, String command) throws IOException {
        String answer = node.command(command);
        if (!answer.equals("+OK")) {
            throw new IllegalStateException(command + ": " + answer);
        }
    }

    private boolean isAcquainted() throws IOException {
        for (Redis node : nodes) {
            if (!node.text("CLUSTER INFO").contains("cluster_known_nodes:" + NODES)
                    || node.text("CLUSTER NODES").contains("handshake")) {
                return false;
            }
        }
        return true;
    }

    /** Every slot is served, and every node has a copy or is one. */
    private boolean isWhole() throws IOException {
        int copies = 0;
        for (Redis node : nodes) {
            if (!node.text("CLUSTER INFO").contains("cluster_state:ok")) {
                return false;
            }
            String replication = node.text("INFO replication");
            copies += replication.contains("role:slave") && replication.contains("master_link_status:up") ? 1 : 0;
        }
        return copies == NODES - MASTERS;
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception notYet) {
            return false;
        }
    }

    /** Copies first: a master waits for none. */
    @Override
    public synchronized void stop() {
        List<Redis> latestFirst = new ArrayList<>(nodes);
        Collections.reverse(latestFirst);
        latestFirst.stream().filter(Redis::isRunning).forEach(Redis::stop);
    }

    @Override
    public boolean isRunning() {
        return nodes.stream().anyMatch(Redis::isRunning);
    }

    @Override
    public List<Stoppable> processes() {
        return nodes.stream().filter(Redis::isRunning).map(Redis::process).toList();
    }

    @Override
    public List<Integer> ports() {
        return nodes.stream().map(Redis::port).toList();
    }

    /** A cluster has one database. */
    @Override
    public int databaseOf(int group) {
        return 0;
    }

    @Override
    public String command(int database, String inline) throws IOException {
        Redis node = nodes.stream().filter(Redis::isRunning).findFirst().orElseThrow(() -> new IOException("no node runs"));
        String answer = node.command(inline);
        for (int i = 0; i < MOST_REDIRECTIONS && answer.startsWith("-MOVED "); i++) {
            answer = at(Integer.parseInt(answer.substring(answer.lastIndexOf(':') + 1))).command(inline);
        }
        return answer;
    }

    /** @return the first line of each node's answer */
    List<String> everywhere(String inline) throws IOException {
        List<String> answers = new ArrayList<>();
        for (Redis node : nodes) {
            answers.add(node.command(inline));
        }
        return answers;
    }

    private Redis at(int port) {
        return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
    }

    /** A copy refuses, and hears it from its master. */
    @Override
    public void flush() throws IOException {
        for (Redis node : nodes) {
            String answer = node.command("FLUSHALL");
            if (!answer.equals("+OK") && !answer.startsWith("-READONLY")) {
                throw new IllegalStateException("Redis did not flush: " + answer);
            }
        }
    }

    /** @return the node that would write the key */
    Redis masterOf(String key) throws IOException {
        Redis first = nodes.stream().filter(Redis::isRunning).findFirst().orElseThrow();
        String answer = first.command("EXISTS " + key);
        return answer.startsWith("-MOVED ") ? at(Integer.parseInt(answer.substring(answer.lastIndexOf(':') + 1))) : first;
    }
}
