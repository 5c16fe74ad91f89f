package dev.descent.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, with its columns aligned. */
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heads) {
        rows.add(List.of(heads));
    }

    TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    void print(String title) {
        System.out.println("\n" + title + "\n");
        int[] widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            print(rows.get(r), widths);
            if (r == 0) {
                print(List.of(widths).stream().flatMap(all -> Arrays.stream(all).mapToObj("-"::repeat)).toList(), widths);
            }
        }
    }

    private static void print(List<String> cells, int[] widths) {
        var line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            int gap = widths[i] - cells.get(i).length();
            line.append(' ').append(i == 0 ? "" : " ".repeat(gap)).append(cells.get(i)).append(i == 0 ? " ".repeat(gap) : "").append(" |");
        }
        System.out.println(line);
    }

    static String spread(double share) {
        return "±" + percent(share);
    }

    static String percent(double share) {
        return "%.0f %%".formatted(100 * share);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
