package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against exact decimal arithmetic, which rounds once when it becomes a float. */
class FmaTest {

    @Test
    void random_bit_patterns_of_close_exponents_are_rounded_once() {
        var random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            float a = (random.nextFloat() - 0.5f) * (float) Math.scalb(1.0, random.nextInt(40) - 20);
            float b = (random.nextFloat() - 0.5f) * (float) Math.scalb(1.0, random.nextInt(40) - 20);
            check(a, b, -a * b * (1 + (random.nextInt(5) - 2) * 0x1p-22f));
            check(a, b, (random.nextFloat() - 0.5f) * Math.abs(a * b) * (float) Math.scalb(1.0, random.nextInt(60) - 30));
        }
    }

    /** (1 + 2⁻¹²)² = 1 + 2⁻¹¹ + 2⁻²⁴ lies exactly between two floats; a grain of c decides, and is lost where rounding is done twice. */
    @Test
    void half_way_cases_go_to_the_side_of_the_last_grain() {
        float x = 1 + 0x1p-12f;
        for (float grain : new float[] {0f, 0x1p-60f, -0x1p-60f, 0x1p-100f, -0x1p-100f, Float.MIN_VALUE, -Float.MIN_VALUE}) {
            check(x, x, grain);
            check(x, -x, grain);
            check(x * 0x1p-70f, x * 0x1p-79f, grain * 0x1p-20f);
        }
        assertThat(Fma.inDouble(x, x, 0x1p-60f)).isEqualTo(Math.nextUp(Fma.inDouble(x, x, -0x1p-60f)));
    }

    @Test
    void what_is_not_finite_stays_so() {
        float inf = Float.POSITIVE_INFINITY;
        assertThat(Fma.inDouble(inf, 0f, 1f)).isNaN();
        assertThat(Fma.inDouble(inf, 1f, -inf)).isNaN();
        assertThat(Fma.inDouble(1e30f, 1e30f, -inf)).isEqualTo(-inf);
        assertThat(Fma.inDouble(3e38f, 2f, 1f)).isEqualTo(inf);
        assertThat(Float.floatToRawIntBits(Fma.inDouble(-0f, 1f, -0f))).isEqualTo(Float.floatToRawIntBits(-0f));
    }

    @Test
    void the_instruction_agrees_where_there_is_one() {
        var random = new Random(4);
        for (int i = 0; i < 1_000_000; i++) {
            float a = Float.intBitsToFloat(random.nextInt());
            float b = Float.intBitsToFloat(random.nextInt());
            float c = Float.intBitsToFloat(random.nextInt());
            assertThat(Float.floatToIntBits(Fma.inDouble(a, b, c))).as("%s * %s + %s", a, b, c).isEqualTo(Float.floatToIntBits(Fma.fma(a, b, c)));
        }
    }

    private static void check(float a, float b, float c) {
        float exact = new BigDecimal(a).multiply(new BigDecimal(b)).add(new BigDecimal(c)).floatValue();
        assertThat(Fma.inDouble(a, b, c)).as("%s * %s + %s", a, b, c).isEqualTo(exact);
    }
}
