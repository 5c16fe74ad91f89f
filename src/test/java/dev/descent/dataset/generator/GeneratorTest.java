package dev.descent.dataset.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.dataset.format.RowProblems;
import dev.descent.dataset.format.RowSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GeneratorTest {

    private static final int ROWS = 2000;

    /** Digests of this implementation's own output: a change of a single bit changes what every stored recipe means. */
    private static final Map<Class<?>, String> PINNED = Map.of(
            Xor.class, "299ee51effe06c91", Circles.class, "ae85c52062aaf540",
            Moons.class, "1d73704f450407be", Spirals.class, "b6b812243934cdcb",
            Blobs.class, "26f5d62749187d4b", Linear.class, "f18b6364a6d71db7",
            Polynomial.class, "b286abfd89faeebc", Sine.class, "53fde555253cde47");

    @TestFactory
    Stream<DynamicTest> every_generator_gives_the_same_bytes_for_ever() {
        return all(0.1).map(generator -> DynamicTest.dynamicTest(generator.type(), () -> {
            var rows = new Rows(generator);
            assertThat(rows.numbers).hasSize(ROWS);
            assertThat(rows.digest()).isEqualTo(PINNED.get(generator.getClass()));
            assertThat(new Rows(generator).digest()).isEqualTo(rows.digest());
        }));
    }

    @Test
    void all_permitted_generators_are_tested() {
        assertThat(all(0.1).map(Object::getClass).collect(Collectors.<Object>toSet())).isEqualTo(Set.of((Object[]) Generator.class.getPermittedSubclasses()));
    }

    @Test
    void the_first_rows_do_not_depend_on_how_many_follow() {
        var few = new Rows(new Moons(10, 0.1, 7L));
        var many = new Rows(new Moons(1000, 0.1, 7L));
        for (int r = 0; r < 10; r++) {
            assertThat(many.numbers.get(r)).isEqualTo(few.numbers.get(r));
        }
    }

    @Test
    void another_seed_gives_other_rows() throws Exception {
        assertThat(new Rows(new Sine(100, 0.1, 1L, null, null)).digest()).isNotEqualTo(new Rows(new Sine(100, 0.1, 2L, null, null)).digest());
    }

    @Test
    void xor_is_true_where_the_signs_differ() {
        new Rows(new Xor(ROWS, 0.0, 1L)).forEach((x, label) -> assertThat(label).isEqualTo(x[0] * x[1] < 0 ? "true" : "false"));
    }

    @Test
    void circles_have_their_radii() {
        new Rows(new Circles(ROWS, 0.0, 1L, 0.3)).forEach((x, label) -> assertThat(Math.hypot(x[0], x[1])).isEqualTo(label.equals("outer") ? 1 : 0.3, within(1e-12)));
    }

    @Test
    void moons_are_half_circles() {
        new Rows(new Moons(ROWS, 0.0, 1L)).forEach((x, label) -> {
            boolean upper = label.equals("upper");
            assertThat(Math.hypot(upper ? x[0] : x[0] - 1, upper ? x[1] : x[1] - 0.5)).isEqualTo(1, within(1e-12));
            assertThat(upper ? x[1] : 0.5 - x[1]).isNotNegative();
        });
    }

    @Test
    void spirals_turn_with_their_radius() {
        new Rows(new Spirals(ROWS, 0.0, 1L, 3, 1.0)).forEach((x, label) -> {
            double radius = Math.hypot(x[0], x[1]);
            double angle = 2 * Math.PI * (radius + (label.charAt(0) - 'a') / 3.0);
            assertThat(radius).isLessThan(1);
            assertThat(x[0]).isEqualTo(radius * Math.cos(angle), within(1e-9));
            assertThat(x[1]).isEqualTo(radius * Math.sin(angle), within(1e-9));
        });
    }

    @Test
    void blobs_lie_around_their_centres_in_equal_numbers() {
        var rows = new Rows(new Blobs(20_000, 0.5, 1L, 4, 3.0));
        var centres = Map.of("a", new double[] {3, 0}, "b", new double[] {0, 3}, "c", new double[] {-3, 0}, "d", new double[] {0, -3});
        for (var centre : centres.entrySet()) {
            var x1 = rows.column(0, centre.getKey());
            // standard error of a mean of 5000 is 0.5/71; five of them
            assertThat(x1).hasSize(5000);
            assertThat(Arrays.stream(x1).average().orElseThrow()).isEqualTo(centre.getValue()[0], within(0.036));
            assertThat(deviation(x1)).isEqualTo(0.5, within(0.03));
        }
    }

    @Test
    void targets_follow_their_formulas() {
        new Rows(new Linear(ROWS, 0.0, 1L, null, List.of(2.0, -3.0), 0.5)).forEach((x, _) -> assertThat(x[2]).isEqualTo(0.5 + 2 * x[0] - 3 * x[1], within(1e-12)));
        new Rows(new Polynomial(ROWS, 0.0, 1L, null, List.of(1.0, 0.0, -2.0, 4.0))).forEach((x, _) -> assertThat(x[1]).isEqualTo(1 - 2 * x[0] * x[0] + 4 * x[0] * x[0] * x[0], within(1e-12)));
        new Rows(new Sine(ROWS, 0.0, 1L, 2.0, 3.0)).forEach((x, _) -> assertThat(x[1]).isEqualTo(3 * Math.sin(4 * Math.PI * x[0]), within(1e-9)));
    }

    @Test
    void noise_is_its_standard_deviation() {
        var noisy = new Rows(new Linear(20_000, 0.2, 1L, 1, List.of(1.0), 0.0));
        var residuals = noisy.numbers.stream().mapToDouble(x -> x[1] - x[0]).toArray();
        assertThat(deviation(residuals)).isEqualTo(0.2, within(0.005));
        assertThat(Arrays.stream(residuals).average().orElseThrow()).isEqualTo(0, within(0.007));
    }

    private static Stream<Generator> all(double noise) {
        return Stream.of(new Xor(ROWS, noise, 7L), new Circles(ROWS, noise, 7L, null), new Moons(ROWS, noise, 7L), new Spirals(ROWS, noise, 7L, 3, null),
                new Blobs(ROWS, noise, 7L, null, null), new Linear(ROWS, noise, 7L, 3, null, null), new Polynomial(ROWS, noise, 7L, 4, null), new Sine(ROWS, noise, 7L, null, null));
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    private static final class Rows implements RowSink {

        private final int columns;
        private final List<double[]> numbers = new ArrayList<>();
        private final List<String> labels = new ArrayList<>();
        private double[] row;
        private String label = "";

        Rows(Generator generator) {
            this.columns = generator.plan().size();
            this.row = new double[columns];
            generator.read(this, new RowProblems());
        }

        interface Row {
            void check(double[] numbers, String label);
        }

        void forEach(Row check) {
            for (int r = 0; r < numbers.size(); r++) {
                check.check(numbers.get(r), labels.get(r));
            }
        }

        double[] column(int column, String wanted) {
            var values = new ArrayList<Double>();
            forEach((x, label) -> {
                if (label.equals(wanted)) {
                    values.add(x[column]);
                }
            });
            return values.stream().mapToDouble(x -> x).toArray();
        }

        String digest() throws Exception {
            var digest = MessageDigest.getInstance("SHA-256");
            for (int r = 0; r < numbers.size(); r++) {
                for (double number : numbers.get(r)) {
                    digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
                }
                digest.update(labels.get(r).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        }

        @Override
        public void number(int column, double value) {
            row[column] = value;
        }

        @Override
        public void text(int column, String value) {
            label = value;
        }

        @Override
        public void raw(int column, char[] buffer, int offset, int length) {
            throw new AssertionError("a generator gives numbers and words");
        }

        @Override
        public boolean endRow(long line) {
            numbers.add(row);
            labels.add(label);
            row = new double[columns];
            return true;
        }
    }
}
