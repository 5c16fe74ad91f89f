package dev.descent.nn.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every permitted initializer has the moments that its paper states, for a unit of 50 inputs that is read by 200 units. */
class InitializerTest {

    private static final int VALUES = 100_000;
    private static final int FAN_IN = 50;
    private static final int FAN_OUT = 200;

    /** @param limit no value is further away from the mean; infinite for a normal distribution */
    private record Claim(Initializer initializer, double mean, double variance, double limit) {}

    @TestFactory
    Stream<DynamicTest> values_have_the_stated_mean_variance_and_range() {
        var claims = List.of(
                new Claim(new Zeros(), 0, 0, 0),
                new Claim(new ConstantValue(0.25), 0.25, 0, 0),
                new Claim(new Uniform(-0.1, 0.3), 0.1, 0.4 * 0.4 / 12, 0.2),
                new Claim(new Normal(1.0, 0.5), 1, 0.25, Double.POSITIVE_INFINITY),
                // Glorot and Bengio 2010, equations 12 and 16
                new Claim(new XavierNormal(), 0, 2.0 / (FAN_IN + FAN_OUT), Double.POSITIVE_INFINITY),
                new Claim(new XavierUniform(), 0, 2.0 / (FAN_IN + FAN_OUT), Math.sqrt(6.0 / (FAN_IN + FAN_OUT))),
                // He et al. 2015, equation 10; a uniform distribution of that variance reaches √3 deviations
                new Claim(new HeNormal(), 0, 2.0 / FAN_IN, Double.POSITIVE_INFINITY),
                new Claim(new HeUniform(), 0, 2.0 / FAN_IN, Math.sqrt(6.0 / FAN_IN)),
                // LeCun et al. 1998, equation 16
                new Claim(new LecunNormal(), 0, 1.0 / FAN_IN, Double.POSITIVE_INFINITY));
        assertThat(claims).extracting(claim -> claim.initializer().getClass()).containsExactlyInAnyOrder((Class[]) Initializer.class.getPermittedSubclasses());
        return claims.stream().map(claim -> DynamicTest.dynamicTest(claim.initializer().toString(), () -> check(claim)));
    }

    /** Bounds are five standard errors; that of a variance is largest for a normal distribution, σ²·√(2/n). */
    private static void check(Claim claim) {
        float[] values = new float[VALUES];
        claim.initializer().fill(values, FAN_IN, FAN_OUT, CounterRandom.of(3, Purpose.WEIGHTS, 0));
        double sum = 0;
        double squares = 0;
        double furthest = 0;
        for (float value : values) {
            furthest = Math.max(furthest, Math.abs(value - claim.mean()));
            sum += value;
            squares += (value - claim.mean()) * (value - claim.mean());
        }
        // 1e-7 is the rounding to float
        assertThat(furthest).isLessThanOrEqualTo(claim.limit() + 1e-7);
        assertThat(sum / VALUES).isCloseTo(claim.mean(), within(5 * Math.sqrt(claim.variance() / VALUES)));
        assertThat(squares / VALUES).isCloseTo(claim.variance(), within(5 * claim.variance() * Math.sqrt(2.0 / VALUES)));
    }
}
