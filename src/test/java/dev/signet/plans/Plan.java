package dev.signet.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How Postgres answers a statement, as {@code EXPLAIN (FORMAT JSON)} tells it. */
record Plan(JsonObject root) {

    static Plan of(String explained) {
        return new Plan(new JsonArray(explained).getJsonObject(0).getJsonObject("Plan"));
    }

    /** @return the planner's estimate; a page that is read in order costs 1 */
    double cost() {
        return root.getDouble("Total Cost");
    }

    /** @return the tables that are read from their beginning to their end */
    List<String> tablesReadWhole() {
        List<String> tables = new ArrayList<>();
        each(root, false, (node, limited) -> {
            if (readsAll(node, limited)) {
                tables.add(node.getString("Relation Name"));
            }
        });
        return tables;
    }

    /** An index that is only read in its order leads to every row, unless somebody stops it after so many. */
    private static boolean readsAll(JsonObject node, boolean limited) {
        return switch (node.getString("Node Type")) {
            case "Seq Scan" -> true;
            case "Index Scan", "Index Only Scan" -> !node.containsKey("Index Cond")
                    && (!limited || node.containsKey("Filter"));
            default -> false;
        };
    }

    private static void each(JsonObject node, boolean limited, BiConsumer<JsonObject, Boolean> visit) {
        visit.accept(node, limited);
        boolean below = node.getString("Node Type").equals("Limit");
        node.getJsonArray("Plans", new JsonArray()).forEach(child -> each((JsonObject) child,
                below || limited && passesRowsOn(node), visit));
    }

    /** Such a node asks for no more rows than it is asked for. */
    private static boolean passesRowsOn(JsonObject node) {
        return List.of("LockRows", "Nested Loop", "Subquery Scan", "Result").contains(node.getString("Node Type"));
    }
}
