package dev.descent.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the JDK reads, bit for bit. */
class DecimalsTest {

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void a_million_numbers_of_every_size_are_read_as_the_jdk_reads_them() {
        for (int i = 0; i < 1_000_000; i++) {
            long digits = random.nextLong() >>> random.nextInt(64);
            check(digits, random.nextInt(4) == 0 ? random.nextInt(-370, 330) : random.nextInt(-40, 40));
        }
    }

    @Test
    void the_shortest_texts_of_random_doubles_lead_back_to_them() {
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
            if (Double.isFinite(value)) {
                var shortest = new BigDecimal(Double.toString(value));
                assertThat(Decimals.value(shortest.unscaledValue().longValueExact(), -shortest.scale())).isEqualTo(value);
            }
        }
    }

    @Test
    void what_lies_around_the_middle_of_two_doubles_goes_to_the_nearer_and_in_the_middle_to_the_even_one() {
        for (int i = 0; i < 20_000; i++) {
            double low = Double.longBitsToDouble(random.nextLong(0x3ff0_0000_0000_0000L, 0x43f0_0000_0000_0000L));
            var middle = new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.TWO);
            var cut = middle.round(new MathContext(19, RoundingMode.DOWN));
            for (int off = -1; off <= 1; off++) {
                var digits = cut.unscaledValue().add(BigInteger.valueOf(off));
                if (digits.bitLength() <= 64) {
                    check(digits.longValue(), -cut.scale());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0e0", "1e-400", "1e400", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "2.2250738585072011e-308", "2.2250738585072014e-308",
            "2.225073858507201e-308", "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "9007199254740993e0", "9007199254740992e0", "9007199254740991e22", "9007199254740993e23",
            "8.5e-323", "1.8014398509481985e16", "18446744073709551615e0", "18446744073709551615e-342", "9223372036854775807e308", "5e-324", "3e-324", "2e-324", "6.929001713869936e236",
            "7.2057594037927933e16", "1e23", "8.41e21", "9.5367431640625e-7", "1.00000000000000011102e0", "1e22", "1e-22"})
    void hard_cases(String text) {
        var number = new BigDecimal(text);
        var digits = number.unscaledValue();
        var scale = number.scale();
        while (digits.bitLength() > 64) {
            digits = digits.divide(BigInteger.TEN);
            scale--;
        }
        check(digits.longValue(), -scale);
    }

    private static void check(long digits, int exponent) {
        var text = Long.toUnsignedString(digits) + "e" + exponent;
        double expected = Double.parseDouble(text);
        if (Double.doubleToLongBits(Decimals.value(digits, exponent)) != Double.doubleToLongBits(expected)) {
            assertThat(Decimals.value(digits, exponent)).as(text).isEqualTo(expected);
        }
    }
}
