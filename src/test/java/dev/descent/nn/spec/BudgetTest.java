package dev.descent.nn.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.data.MemoryTable;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.optimizer.GradientDescent;
import dev.descent.nn.optimizer.Optimizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final int ROWS = 100_000;
    /** Ten features and a target, each in a line of 16 floats. */
    private static final long ENCODED = ROWS * 2 * 64L;

    @Test
    void encoded_rows_count_against_the_disk_and_not_against_the_heap() {
        assertThat(problems(20 << 20, ENCODED)).isEmpty();
        assertThat(problems(20 << 20, ENCODED - 1)).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/dataset");
            assertThat(problem.detail()).contains("at most " + (ENCODED - 1) + " bytes").contains("becomes " + ENCODED);
        });
    }

    @Test
    void what_the_heap_must_hold_is_told_term_by_term() {
        // 32 bytes per row, and 4 MiB each of encoded rows and of encoded columns; 13 parameters: weights, gradients, transposes and the best, two slots of Adam, a checkpoint of four such three times
        long data = 32L * ROWS + (4 << 20) + (4 << 20);
        assertThat(problems(1 << 20, ENCODED)).singleElement().satisfies(problem -> {
            assertThat(problem.detail()).contains("must fit into 1048576 bytes")
                    .contains("dataset " + data, "weights " + 4 * 13 * 4, "optimizer " + 4 * 13 * 2, "snapshot " + 4 * 13 * 3 * 4, "activations ")
                    .contains("the encoded rows, " + ENCODED);
            var excess = problem.excess();
            assertThat(excess.limit()).isEqualTo(1L << 20);
            assertThat(excess.terms()).containsEntry("dataset", data).containsEntry("snapshot", 4L * 13 * 3 * 4).containsKey("activations");
            assertThat(excess.actual()).isEqualTo(excess.terms().values().stream().mapToLong(Long::longValue).sum());
        });
    }

    /** All rows in one batch of 32,000 values each are 3.2·10⁹ values, and an array takes 2³¹. */
    @Test
    void a_value_larger_than_any_array_does_not_fit_either() {
        var limits = new SpecLimits(1_000_000, 4, 32_000, 4L << 30, ENCODED, 1e18);
        assertThat(problems(limits, new GradientDescent(null), 32_000)).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/model");
            assertThat(problem.detail()).contains("must fit into " + (4L << 30) + " bytes");
        });
    }

    private static List<SpecProblem> problems(long heap, long encoded) {
        return problems(new SpecLimits(1000, 4, 100, heap, encoded, 1e18), null, 1);
    }

    private static List<SpecProblem> problems(SpecLimits limits, Optimizer optimizer, int units) {
        var table = new MemoryTable(ROWS);
        for (int c = 0; c <= 10; c++) {
            table.with(c == 0 ? "y" : "x" + c, DoubleStream.iterate(c, value -> value * 1.1 % 7).limit(ROWS).toArray());
        }
        var request = new TrainingSpec(null, null, List.of("y"), null, null, optimizer, null, null, null, 1, null, null, null, null, null, null, null, 1L);
        var problems = new SpecProblems();
        var network = new NetworkSpec(null, List.of(new Dense(null, null, units, null, null, null, null), new Dense(null, null, null, null, null, null, null)));
        new SpecResolver(limits).resolve(network, request, table, _ -> Optional.empty(), problems);
        return problems.all();
    }
}
