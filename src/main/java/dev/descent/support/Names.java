package dev.descent.support;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Names as they are written in the detail of a problem. */
final class Names {

    private Names() {}

    /** What an unknown name was probably meant to be: the known one with the fewest edits (Levenshtein), letter case aside. */
    static String unknown(String name, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> edits(name, candidate)))
                .map(nearest -> "is not a known property, the nearest name is " + nearest)
                .orElse("is not a known property, there is none here");
    }

    private static int edits(String a, String b) {
        var from = a.substring(0, Math.min(a.length(), 100)).toLowerCase(Locale.ROOT);
        var to = b.toLowerCase(Locale.ROOT);
        var row = new int[to.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
