package dev.signet.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines of words in columns: the first column to the left, the others to the right. */
public final class Table {
    private final List<List<String>> lines = new ArrayList<>();

    public Table(String... heads) {
        lines.add(List.of(heads));
    }

    /** @param words as many as there are heads; numbers with thousands apart */
    public void line(Object... words) {
        lines.add(IntStream.range(0, words.length).mapToObj(i -> text(words[i])).toList());
    }

    private static String text(Object word) {
        return word instanceof Integer || word instanceof Long ? String.format("%,d", ((Number) word).longValue())
                : String.valueOf(word);
    }

    @Override
    public String toString() {
        int columns = lines.get(0).size();
        int[] widths = IntStream.range(0, columns).map(c -> lines.stream().mapToInt(l -> l.get(c).length()).max().orElse(0))
                .toArray();
        return lines.stream().map(line -> laidOut(line, widths)).collect(Collectors.joining("\n"));
    }

    private static String laidOut(List<String> line, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(c -> String.format(c == 0 ? "  %-" + widths[c] + "s" : "%" + widths[c] + "s", line.get(c)))
                .collect(Collectors.joining("  ")).stripTrailing();
    }
}
