package dev.descent.dataset.storage;

import dev.descent.dataset.format.NumberText;
import dev.descent.dataset.format.NumberText.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The fixed order of a column's categories: by value where all are numbers, by code point otherwise. */
final class CategoryOrder {

    private CategoryOrder() {}

    /** Indices into {@code texts}, in order. */
    static int[] of(List<String> texts) {
        boolean numbers = texts.stream().map(NumberText::kind).allMatch(kind -> kind == Kind.WHOLE || kind == Kind.WITH_POINT);
        var byText = Comparator.<Integer, String>comparing(texts::get, CategoryOrder::byCodePoint);
        if (!numbers) {
            return IntStream.range(0, texts.size()).boxed().sorted(byText).mapToInt(i -> i).toArray();
        }
        var values = texts.stream().mapToDouble(text -> NumberText.parse(text.toCharArray(), 0, text.length(), '.')).toArray();
        return IntStream.range(0, texts.size()).boxed().sorted(Comparator.<Integer>comparingDouble(i -> values[i]).thenComparing(byText)).mapToInt(i -> i).toArray();
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
