package dev.descent.nn.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The one order of class labels: numbers by value where all are numbers, text by code point otherwise. */
public final class Labels {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Labels() {}

    /** The distinct labels in order; nulls are left out. */
    public static List<String> sorted(Collection<String> labels) {
        var distinct = labels.stream().filter(Objects::nonNull).distinct().toList();
        return Arrays.stream(order(distinct)).mapToObj(distinct::get).toList();
    }

    /** Indices into {@code labels}, in order. */
    public static int[] order(List<String> labels) {
        var byText = Comparator.<Integer, String>comparing(labels::get, Labels::byCodePoint);
        if (!labels.stream().allMatch(Labels::isNumber)) {
            return IntStream.range(0, labels.size()).boxed().sorted(byText).mapToInt(i -> i).toArray();
        }
        var values = labels.stream().mapToDouble(Double::parseDouble).toArray();
        var byValue = Comparator.<Integer>comparingDouble(i -> values[i]);
        return IntStream.range(0, values.length).boxed().sorted(byValue.thenComparing(byText)).mapToInt(i -> i).toArray();
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

    /** The grammar of numbers in files: Java's own would take "1d" for one. */
    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }

    /** String.compareTo orders by UTF-16 unit, which puts U+FFxx after the characters beyond U+FFFF. */
    private static int byCodePoint(String a, String b) {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y) ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
