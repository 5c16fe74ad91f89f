package dev.descent.nn.train.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in sentences. */
final class Text {

    private static final MathContext DIGITS = new MathContext(3);

    private Text() {}

    /** Three digits. */
    static String of(double number) {
        if (!Double.isFinite(number)) {
            return String.valueOf(number);
        }
        var rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        boolean plain = number == 0 || Math.abs(number) >= 1e-4 && Math.abs(number) < 1e7;
        return plain ? rounded.toPlainString() : rounded.toString();
    }

    static String percent(double share) {
        return of(100 * share) + " %";
    }

    /** A rate that is close to this one and easy to read. */
    static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    }
}
