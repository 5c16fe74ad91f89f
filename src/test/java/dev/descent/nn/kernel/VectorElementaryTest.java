package dev.descent.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Functions on vectors against the scalar ones on a quarter of a million numbers each: equal bits, where one NaN is as good as another. */
class VectorElementaryTest {

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final int RANDOM = 1 << 18;
    /** Where branches meet, the ends of the range, and what has rules of its own. */
    private static final float[] EDGES = {0f, 0.41421354f, 0.625f, 0.70710678f, 1f, 1.4142135f, 2f, 4f, 5.656854f, 17f, 87.3f, 88.72284f, 89f,
            103.97208f,
            104f, 1e30f, Float.MIN_VALUE, Float.MIN_NORMAL, 0x1p-102f, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NaN};
    private static final float[] NUMBERS = numbers();

    private interface FloatFunction {
        float at(float x);
    }

    private record Twins(FloatFunction scalar, UnaryOperator<FloatVector> vector) {}

    @TestFactory
    Stream<DynamicTest> both_twins_have_the_same_bits() {
        var twins = new LinkedHashMap<String, Twins>();
        twins.put("exp", new Twins(Elementary::exp, VectorElementary::exp));
        twins.put("log", new Twins(Elementary::log, VectorElementary::log));
        twins.put("log1p", new Twins(Elementary::log1p, VectorElementary::log1p));
        twins.put("tanh", new Twins(Elementary::tanh, VectorElementary::tanh));
        twins.put("sigmoid", new Twins(Elementary::sigmoid, VectorElementary::sigmoid));
        twins.put("softplus", new Twins(Elementary::softplus, VectorElementary::softplus));
        twins.put("erf", new Twins(Elementary::erf, VectorElementary::erf));
        twins.put("normalCdf", new Twins(Elementary::normalCdf, VectorElementary::normalCdf));
        twins.put("signum", new Twins(Math::signum, VectorElementary::signum));
        return twins.entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
            float[] actual = new float[NUMBERS.length];
            for (int i = 0; i < actual.length; i += LANES) {
                entry.getValue().vector().apply(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, NUMBERS, i)).intoArray(actual, i);
            }
            float[] expected = new float[NUMBERS.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = entry.getValue().scalar().at(NUMBERS[i]);
            }
            assertSameBits(actual, expected);
        }));
    }

    @TestFactory
    Stream<DynamicTest> both_twins_of_each_activation_and_of_its_derivative_have_the_same_bits() {
        return Stream.of(Function.values()).flatMap(function -> Stream.of(1.5f, -0.5f)
                .map(a -> DynamicTest.dynamicTest(function + " " + a, () -> check(function, a))));
    }

    @TestFactory
    Stream<DynamicTest> both_twins_of_what_formulas_apply_have_the_same_bits() {
        return Stream.of(Unary.values()).map(function -> DynamicTest.dynamicTest(function.name(), () -> {
            float[] actual = new float[NUMBERS.length];
            float[] expected = new float[NUMBERS.length];
            new VectorKernels().apply(function, NUMBERS, actual, 0, NUMBERS.length);
            new ScalarKernels().apply(function, NUMBERS, expected, 0, NUMBERS.length);
            assertSameBits(actual, expected);
        }));
    }

    private static void check(Function function, float a) {
        float[] actual = new float[NUMBERS.length];
        float[] expected = new float[NUMBERS.length];
        new VectorKernels().map(function, a, NUMBERS, actual, 0, NUMBERS.length);
        new ScalarKernels().map(function, a, NUMBERS, expected, 0, NUMBERS.length);
        assertSameBits(actual, expected);
        float[] ones = new float[NUMBERS.length];
        Arrays.fill(ones, 1f);
        new VectorKernels().mapGradient(function, a, NUMBERS, ones, actual, 0, NUMBERS.length);
        new ScalarKernels().mapGradient(function, a, NUMBERS, ones, expected, 0, NUMBERS.length);
        assertSameBits(actual, expected);
    }

    private static void assertSameBits(float[] actual, float[] expected) {
        for (int i = 0; i < actual.length; i++) {
            if (Float.floatToIntBits(actual[i]) != Float.floatToIntBits(expected[i])) {
                assertThat(actual[i]).as("at %s", NUMBERS[i]).isEqualTo(expected[i]);
            }
        }
    }

    /** Random bits; numbers around 0 and over the range of exp; and the edges with their neighbours, of both signs. */
    private static float[] numbers() {
        int neighbours = 5;
        float[] numbers = new float[RANDOM + Math.ceilDiv(2 * neighbours * EDGES.length, LANES) * LANES];
        long key = CounterRandom.key(1, CounterRandom.Purpose.WEIGHTS, 0);
        for (int i = 0; i < RANDOM; i++) {
            int bits = (int) CounterRandom.bits(key, i);
            numbers[i] = switch (i % 4) {
                case 0 -> bits * 0x1p-30f;
                case 1 -> bits * 0x1p-24f;
                default -> Float.intBitsToFloat(bits);
            };
        }
        int at = RANDOM;
        for (float edge : EDGES) {
            for (int n = -neighbours / 2; n <= neighbours / 2; n++) {
                float near = Float.intBitsToFloat(Float.floatToRawIntBits(edge) + n);
                numbers[at++] = near;
                numbers[at++] = -near;
            }
        }
        return numbers;
    }
}
