package dev.descent.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.kernel.ScalarKernels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every permitted optimizer on the same problem: L(θ) = ½ Σ aᵢ(θᵢ − cᵢ)² with curvatures a = (1, 2, 4), from the origin to
 * c = (1, −2, 3). The rates lie in the range in which each rule is meant to be used on a problem of this scale.
 */
class OptimizerConvergenceTest {

    private static final Kernels KERNELS = new ScalarKernels();
    private static final float[] CURVATURE = {1, 2, 4};
    private static final float[] MINIMUM = {1, -2, 3};
    private static final double START_LOSS = 0.5 * (1 * 1 + 2 * 4 + 4 * 9);

    @TestFactory
    Stream<DynamicTest> every_optimizer_finds_the_minimum_of_a_convex_function() {
        var optimizers = List.of(
                new GradientDescent(0.1), new Sgd(0.1), new Momentum(0.02, 0.9), new Nesterov(0.02, 0.9), new AdaGrad(1.0, 1e-8),
                new AdaDelta(1.0, 0.95, 1e-6, true), new RmsProp(0.01, 0.9, 1e-8), new Adam(0.05, null, null, null),
                new AdamW(0.05, null, null, null, 0.0));
        assertThat(optimizers).extracting(Object::getClass).containsExactlyInAnyOrder((Class[]) Optimizer.class.getPermittedSubclasses());
        return Stream.concat(optimizers.stream(), Stream.of(new AdaDelta(0.01, 0.9, 1e-8, false)))
                .map(optimizer -> DynamicTest.dynamicTest(optimizer.toString(), () -> converges(optimizer)));
    }

    private static void converges(Optimizer optimizer) {
        float[] theta = new float[3];
        float[] gradient = new float[3];
        float[][] slots = new float[optimizer.slots()][3];
        double[] constants = new double[Optimizer.CONSTANTS];
        for (int step = 1; step <= 3000; step++) {
            optimizer.lookAhead(KERNELS, theta, slots, 0, 3);
            for (int i = 0; i < 3; i++) {
                gradient[i] = CURVATURE[i] * (theta[i] - MINIMUM[i]);
            }
            optimizer.prepare(step, optimizer.learningRate(), constants);
            optimizer.update(KERNELS, theta, gradient, slots, constants, 0, 3);
        }
        assertThat(loss(theta)).isLessThan(START_LOSS * 1e-4);
    }

    /** One rule in two precisions: after a few steps the numbers differ by what float rounds away. */
    @TestFactory
    Stream<DynamicTest> the_rule_in_double_is_that_in_float() {
        return Stream.of(new GradientDescent(0.1), new Sgd(0.1), new Momentum(0.02, 0.9), new Nesterov(0.02, 0.9), new AdaGrad(0.5, 1e-8),
                new AdaDelta(1.0, 0.95, 1e-6, true), new AdaDelta(0.01, 0.9, 1e-8, false), new RmsProp(0.01, 0.9, 1e-8), new Adam(0.05, null, null, null),
                new AdamW(0.05, null, null, null, 0.1)).map(optimizer -> DynamicTest.dynamicTest(optimizer.toString(), () -> agrees(optimizer)));
    }

    private static void agrees(Optimizer optimizer) {
        float[] theta = {0.5f, -0.25f, 1};
        double[] exact = {0.5, -0.25, 1};
        float[] gradient = new float[3];
        double[] slope = new double[3];
        float[][] slots = new float[optimizer.slots()][3];
        double[][] exactSlots = new double[optimizer.slots()][3];
        double[] constants = new double[Optimizer.CONSTANTS];
        for (int step = 1; step <= 20; step++) {
            optimizer.lookAhead(KERNELS, theta, slots, 0, 3);
            optimizer.lookAhead(exact, exactSlots);
            for (int i = 0; i < 3; i++) {
                gradient[i] = CURVATURE[i] * (theta[i] - MINIMUM[i]);
                slope[i] = CURVATURE[i] * (exact[i] - MINIMUM[i]);
            }
            optimizer.prepare(step, optimizer.learningRate(), constants);
            optimizer.update(KERNELS, theta, gradient, slots, constants, 0, 3);
            optimizer.update(exact, slope, exactSlots, constants);
        }
        for (int i = 0; i < 3; i++) {
            assertThat((double) theta[i]).isCloseTo(exact[i], within(1e-5));
        }
    }

    private static double loss(float[] theta) {
        double loss = 0;
        for (int i = 0; i < 3; i++) {
            loss += 0.5 * CURVATURE[i] * Math.pow(theta[i] - MINIMUM[i], 2);
        }
        return loss;
    }
}
