package dev.descent.dataset.format;

import dev.descent.support.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** What a header must be: 1 to 200 printable characters each, and no two that differ in case only. */
final class ColumnNames {

    static final int LONGEST = 200;

    private ColumnNames() {}

    static void check(List<String> names, IntFunction<String> pointers, RowProblems problems) {
        var seen = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var pointer = pointers.apply(i);
            if (name.isBlank()) {
                problems.add(pointer, ProblemCode.INVALID_HEADER, "column " + (i + 1) + " has no name" + (i == 0 ? "; if it is an index of rows, leave it out or name it" : ""));
                continue;
            }
            if (name.codePointCount(0, name.length()) > LONGEST) {
                problems.add(pointer, ProblemCode.INVALID_HEADER, "the name of column " + (i + 1) + " is longer than " + LONGEST + " characters");
            } else if (name.codePoints().anyMatch(Character::isISOControl)) {
                problems.add(pointer, ProblemCode.INVALID_HEADER, "the name of column " + (i + 1) + " has characters that cannot be printed");
            }
            var earlier = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (earlier != null) {
                problems.add(pointer, ProblemCode.INVALID_HEADER, earlier.equals(name)
                        ? "the name \"" + shorten(name) + "\" stands twice" : "\"" + shorten(earlier) + "\" and \"" + shorten(name) + "\" differ in case only");
            }
        }
    }

    private static String shorten(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }
}
