package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;

/**
 * How near is near enough, by the rule of the reference cases: histories number by number, |got − want| ≤ atol + rtol·|want|;
 * tensors entry by entry against their largest one, |got − want| ≤ atol + rtol·max|want|.
 */
record Closeness(double rtol, double atol) {

    static Closeness of(JsonNode tolerance) {
        return new Closeness(tolerance.get("rtol").asDouble(), tolerance.get("atol").asDouble());
    }

    void history(String what, List<Double> got, List<Double> want) {
        assertThat(got).as(what).hasSameSizeAs(want);
        for (int i = 0; i < want.size(); i++) near(what + " of epoch " + (i + 1), got.get(i), want.get(i), Math.abs(want.get(i)));
    }

    void tensor(String what, JsonNode got, JsonNode want) {
        tensor(what, flat(got), flat(want));
    }

    void tensor(String what, double[] got, double[] want) {
        assertThat(got.length).as("size of " + what).isEqualTo(want.length);
        var scale = DoubleStream.of(want).map(Math::abs).max().orElse(0);
        for (int i = 0; i < want.length; i++) near(what + " at " + i, got[i], want[i], scale);
    }

    static double[] flat(JsonNode numbers) {
        return numbers.isArray() ? numbers.valueStream().flatMapToDouble(entry -> DoubleStream.of(flat(entry))).toArray() : new double[] {numbers.asDouble()};
    }

    private void near(String what, double got, double want, double scale) {
        assertThat(Math.abs(got - want)).as("%s: got %s, want %s", what, got, want).isLessThanOrEqualTo(atol + rtol * scale);
    }
}
