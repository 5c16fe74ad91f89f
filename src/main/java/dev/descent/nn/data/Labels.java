package dev.descent.nn.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The one order of class labels: numbers by value where all are numbers, text by code point otherwise. */
public final class Labels {

    private static final Comparator<String> BY_CODE_POINT =
            (a, b) -> java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private Labels() {}

    /** The distinct labels in order; nulls are left out. */
    public static List<String> sorted(Collection<String> labels) {
        var distinct = new HashSet<>(labels);
        distinct.removeIf(Objects::isNull);
        var sorted = new ArrayList<>(distinct);
        boolean numbers = sorted.stream().allMatch(Labels::isNumber);
        sorted.sort(numbers ? Comparator.comparingDouble(Double::parseDouble).thenComparing(BY_CODE_POINT) : BY_CODE_POINT);
        return List.copyOf(sorted);
    }

    /** Position of each label. */
    public static Map<String, Integer> index(List<String> labels) {
        var index = new HashMap<String, Integer>();
        for (int i = 0; i < labels.size(); i++) {
            index.put(labels.get(i), i);
        }
        return index;
    }

    /** A number as a label: without a fraction where it has none. */
    public static String of(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
