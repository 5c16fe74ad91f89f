package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The core's own functions against references in double: StrictMath, and for erf the series and the continued fraction of
 * Abramowitz and Stegun (7.1.6 and 7.1.14). Errors are counted in units of the last place of the float nearest to the truth.
 */
class ElementaryTest {

    private interface FloatFunction {
        float at(float x);
    }

    private record Claim(String name, FloatFunction ours, DoubleUnaryOperator truth, float from, float to, double ulps) {}

    /** Every so many floats one is tried: a prime, so that all exponents and many low bits come up. */
    private static final int STRIDE = 4001;

    @TestFactory
    Stream<DynamicTest> errors_stay_below_the_stated_number_of_ulps() {
        return Stream.of(
                new Claim("exp", Elementary::exp, StrictMath::exp, -87.3f, 88.72f, 1.0),
                new Claim("exp, subnormal", Elementary::exp, StrictMath::exp, -103.9f, -87.4f, 1.0),
                new Claim("log", Elementary::log, StrictMath::log, Float.MIN_NORMAL, Float.MAX_VALUE, 1.0),
                new Claim("log, subnormal", Elementary::log, StrictMath::log, Float.MIN_VALUE, 0x0.fffffep-126f, 1.5),
                new Claim("log1p", Elementary::log1p, StrictMath::log1p, 0f, 1f, 2.5),
                new Claim("tanh", Elementary::tanh, StrictMath::tanh, -12f, 12f, 1.5),
                new Claim("sigmoid", Elementary::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -87f, 40f, 2.5),
                new Claim("softplus", Elementary::softplus, x -> StrictMath.max(x, 0) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(x))), -87f, 100f, 2.5),
                new Claim("sin", Trigonometry::sin, StrictMath::sin, -65536f, 65536f, 2.0),
                new Claim("sin, beyond", Trigonometry::sin, StrictMath::sin, 65537f, Float.MAX_VALUE, 0.5),
                new Claim("cos", Trigonometry::cos, StrictMath::cos, -65536f, 65536f, 2.0),
                new Claim("cos, beyond", Trigonometry::cos, StrictMath::cos, 65537f, Float.MAX_VALUE, 0.5),
                new Claim("erf", Elementary::erf, ElementaryTest::erf, -6f, 6f, 1.5))
                .map(claim -> DynamicTest.dynamicTest(claim.name(), () -> {
                    var worst = worst(claim);
                    assertThat(worst[0]).as("%s at %s", claim.name(), worst[1]).isLessThanOrEqualTo(claim.ulps());
                }));
    }

    @Test
    void the_normal_distribution_function_keeps_five_digits_far_out_on_the_left() {
        for (float x = -13f; x < 8f; x += 0.001f) {
            double truth = normalCdf(x);
            assertThat((double) Elementary.normalCdf(x)).as("at %s", x).isCloseTo(truth, within(x < -4 ? truth * 1e-5 : truth * 1e-6));
        }
        assertThat(Elementary.normalCdf(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(Elementary.normalCdf(0f)).isEqualTo(0.5f);
        assertThat(Elementary.normalCdf(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    }

    @Test
    void the_ends_of_the_range_are_the_limits() {
        assertThat(Elementary.exp(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(Elementary.exp(-104f)).isZero();
        assertThat(Elementary.exp(0f)).isEqualTo(1f);
        assertThat(Elementary.exp(89f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Elementary.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Elementary.log(0f)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Elementary.log(1f)).isZero();
        assertThat(Elementary.log(-1f)).isNaN();
        assertThat(Elementary.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Elementary.tanh(Float.MAX_VALUE)).isEqualTo(1f);
        assertThat(Elementary.tanh(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
        assertThat(Elementary.sigmoid(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(Elementary.sigmoid(Float.MAX_VALUE)).isEqualTo(1f);
        assertThat(Elementary.softplus(Float.MAX_VALUE)).isEqualTo(Float.MAX_VALUE);
        assertThat(Elementary.softplus(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(Elementary.erf(Float.MAX_VALUE)).isEqualTo(1f);
        assertThat(Elementary.erf(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_a_number_stays_so() {
        return Stream.of(Function.values()).map(function -> DynamicTest.dynamicTest(function.name(),
                () -> assertThat(Elementary.value(function, function.defaultParameter(), Float.NaN)).isNaN()));
    }

    /** A large input must not turn a finite network into NaN, forwards or backwards. */
    @TestFactory
    Stream<DynamicTest> values_and_derivatives_of_large_numbers_are_numbers() {
        return Stream.of(Function.values()).map(function -> DynamicTest.dynamicTest(function.name(), () -> {
            for (float x : new float[] {1e3f, 1e6f, 1e15f, -1e3f, -1e6f, -1e15f}) {
                float y = Elementary.value(function, function.defaultParameter(), x);
                assertThat(y).as("value at %s", x).isFinite();
                assertThat(Elementary.derivative(function, function.defaultParameter(), function.derivativeOfValue(function.defaultParameter()) ? y : x)).as("derivative at %s", x).isFinite();
            }
        }));
    }

    private static double[] worst(Claim claim) {
        double[] worst = {0, Double.NaN};
        for (int bits = 0; bits >= 0 && bits <= Float.floatToRawIntBits(Float.MAX_VALUE); bits += STRIDE) {
            float positive = Float.intBitsToFloat(bits);
            for (float x : new float[] {positive, -positive, claim.from(), claim.to()}) {
                if (x >= claim.from() && x <= claim.to()) {
                    double truth = claim.truth().applyAsDouble(x);
                    double error = Math.abs(claim.ours().at(x) - truth) / Math.ulp((float) truth);
                    if (!(error <= worst[0])) {
                        worst[0] = error;
                        worst[1] = x;
                    }
                }
            }
        }
        return worst;
    }

    private static double normalCdf(double x) {
        double t = x / StrictMath.sqrt(2);
        return t < 0 ? erfc(-t) / 2 : 1 - erfc(t) / 2;
    }

    private static double erf(double x) {
        return StrictMath.copySign(StrictMath.abs(x) < 2 ? series(StrictMath.abs(x)) : 1 - erfc(StrictMath.abs(x)), x);
    }

    private static double erfc(double x) {
        return x < 2 ? 1 - series(x) : fraction(x);
    }

    /** 2/√π·e^(−x²)·Σ 2ⁿ x^(2n+1)/(1·3·…·(2n+1)): all terms are positive, so nothing cancels. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 80; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / StrictMath.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }

    /** e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))) from the back. */
    private static double fraction(double x) {
        double tail = x;
        for (int n = 200; n > 0; n--) {
            tail = x + n / 2.0 / tail;
        }
        return StrictMath.exp(-x * x) / StrictMath.sqrt(Math.PI) / tail;
    }
}
