package dev.descent.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.nn.data.Rows;
import dev.descent.nn.data.Schema;
import dev.descent.nn.data.Table;
import dev.descent.nn.kernel.CounterRandom;
import dev.descent.nn.kernel.CounterRandom.Purpose;
import dev.descent.nn.kernel.Function;
import dev.descent.nn.layer.Dense;
import dev.descent.nn.spec.NetworkSpec;
import dev.descent.nn.spec.SpecLimits;
import dev.descent.nn.spec.SpecProblems;
import dev.descent.nn.spec.SpecResolver;
import dev.descent.nn.spec.TrainingSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes train on the same 300 MB of rows: one whose heap has room for a third of them, and one that holds them all on its heap. */
class LargerThanHeapTest {

    private static final int SMALL_HEAP = 96 << 20;

    @TempDir
    private Path directory;

    @Test
    void a_dataset_larger_than_the_heap_trains_to_the_same_bits() throws IOException, InterruptedException {
        var small = start(OneEpoch.class, "-Xmx" + SMALL_HEAP, "-XX:MaxDirectMemorySize=8m", directory.toString());
        var large = start(OneEpoch.class, "-Xmx768m", "-XX:MaxDirectMemorySize=8m");
        assertThat(Rows.bytes(OneEpoch.ROWS, OneEpoch.FEATURES)).isGreaterThan(3L * SMALL_HEAP);
        var digest = answer(small);
        assertThat(digest).matches("sha256:\\p{XDigit}{64}\n").isEqualTo(answer(large));
        assertThat(directory).isEmptyDirectory();
    }

    private static Process start(Class<?> main, String heap, String direct, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(System.getProperty("descent.jvm.flags").split(" ")));
        command.addAll(List.of(heap, direct, "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String answer(Process process) throws IOException, InterruptedException {
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(answer).isZero();
        return answer;
    }

    /** Trains one epoch and prints the digest of the weights. */
    static final class OneEpoch implements TrainingListener {

        static final int ROWS = 200_000;
        static final int FEATURES = 384;

        public static void main(String[] directory) {
            var table = new Drawn();
            var model = new NetworkSpec(null, List.of(new Dense("h", null, 4, null, Function.TANH, null, null), new Dense("o", null, null, null, null, null, null)));
            var request = new TrainingSpec(null, null, List.of("y"), null, null, null, null, null, null, 1, 64, null, null, null, null, null, null, 1L);
            var problems = new SpecProblems();
            var resolved = new SpecResolver(SpecLimits.DEFAULT).resolve(model, request, table, _ -> Optional.empty(), problems)
                    .orElseThrow(() -> new AssertionError(problems.all()));
            try (var data = TrainingData.prepare(resolved.spec(), table, null, directory.length == 0 ? null : Path.of(directory[0]))) {
                var outcome = new Trainer(resolved.model(), resolved.spec(), data, new OneEpoch(), () -> StopSignal.Request.CONTINUE).train(null);
                System.out.println(outcome.checkpoint().model().weightsDigest());
            }
        }

        @Override
        public void epochEnded(EpochResult epoch) {}

        @Override
        public void checkpointTaken(Checkpoint checkpoint) {}
    }

    /** Numbers that are drawn anew each time a column is read. */
    private static final class Drawn implements Table {

        @Override
        public Schema schema() {
            return new Schema(IntStream.rangeClosed(0, OneEpoch.FEATURES)
                    .mapToObj(c -> new Schema.Column(c == 0 ? "y" : "x" + c, Schema.Type.NUMERIC, List.of(), 0)).toList());
        }

        @Override
        public int rows() {
            return OneEpoch.ROWS;
        }

        @Override
        public double[] numeric(String column) {
            var random = CounterRandom.of(7, Purpose.SPLIT, column.hashCode());
            double[] values = new double[OneEpoch.ROWS];
            for (int row = 0; row < values.length; row++) {
                values[row] = random.uniform(row);
            }
            return values;
        }

        @Override
        public int[] codes(String column) {
            throw new IllegalArgumentException(column);
        }
    }
}
