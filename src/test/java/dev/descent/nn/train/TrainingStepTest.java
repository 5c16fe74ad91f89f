package dev.descent.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.kernel.Parallel;
import dev.descent.nn.kernel.ScalarKernels;
import dev.descent.nn.layer.BatchNorm;
import dev.descent.nn.layer.Concat;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.layer.Dropout;
import dev.descent.nn.layer.LayerNorm;
import dev.descent.nn.loss.CrossEntropy;
import dev.descent.nn.optimizer.Optimizer;
import dev.descent.nn.spec.GradientClip;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.Regularization;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.TrainingSpec;
import dev.descent.nn.spec.Validation;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TrainingStepTest {

    private static final int ROWS = 20;
    private static final int STEPS = 500;
    private static final int WINDOWS = 5;
    private static final NetworkSpec NETWORK = new NetworkSpec(null, List.of(
            new Dense("a", null, 8, null, Function.GELU, null, null), new Dropout("b", null, 0.5, null),
            new Concat("c", List.of("a", "b"), null), new BatchNorm(null, null, null, null, null, null), new LayerNorm(null, null, null, null, null), new Dense("d", null, null, null, null, null, null)));

    @TestFactory
    Stream<DynamicTest> a_step_allocates_nothing_whatever_the_optimizer() {
        return Stream.of(Optimizer.class.getPermittedSubclasses()).map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
            var parameters = type.getDeclaredConstructors()[0].getParameterCount();
            allocatesNothing((Optimizer) type.getDeclaredConstructors()[0].newInstance(new Object[parameters]));
        }));
    }

    private static void allocatesNothing(Optimizer optimizer) {
        var table = new MemoryTable(ROWS).with("x", IntStream.range(0, ROWS).asDoubleStream().toArray())
                .with("y", IntStream.range(0, ROWS).mapToObj(i -> i % 3 == 0 ? "red" : "blue").toList());
        var problems = new SpecProblems();
        var resolved = new SpecResolver(SpecLimits.DEFAULT).resolve(NETWORK, request(optimizer), table, _ -> Optional.empty(), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        var samples = TrainingData.prepare(resolved.spec(), table, null, null).training();
        var model = Model.of(resolved.model(), resolved.spec());
        var parameters = new Parameters(model.checked());
        parameters.initialize(1);
        var step = new TrainingStep(new ScalarKernels(), model, resolved.spec(), parameters, new Parallel(1));
        int[] order = IntStream.range(0, ROWS).toArray();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        // The JVM allocates on this thread too, once in a while: what a step allocates is there in every window.
        long least = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS; window++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < STEPS; i++) {
                step.run(samples, order, 0, resolved.spec().batchSize(), window * STEPS + i, 0.001, false);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // one object of the smallest size per step would be sixteen times as much
        assertThat(least).isLessThan(STEPS);
    }

    private static TrainingSpec request(Optimizer optimizer) {
        return new TrainingSpec(null, null, List.of("y"), null, new CrossEntropy(List.of(1.0, 2.0)), optimizer, null,
                new Regularization(0.01, 0.01, null), new GradientClip(null, 1.0), 1, null, null, Validation.NONE, null, null, null, null, 1L);
    }
}
