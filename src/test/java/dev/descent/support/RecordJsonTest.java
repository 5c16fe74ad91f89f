package dev.descent.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    record Epoch(int epoch, Double trainLoss, double valLoss, Map<String, Double> metrics, List<Double> values, Instant at) {}

    private final StrictJson json = StrictJson.standard();

    @Test
    void finite_numbers_are_written_as_they_are() {
        var epoch = new Epoch(1, 0.5, 2, Map.of("a", 1.0), List.of(1.0), Instant.parse("2026-01-02T03:04:05.006Z"));
        assertThat(json.text(epoch)).isEqualTo("""
                {"epoch":1,"trainLoss":0.5,"valLoss":2.0,"metrics":{"a":1.0},"values":[1.0],"at":"2026-01-02T03:04:05.006Z"}""");
    }

    @Test
    void a_number_that_is_not_finite_is_null_and_named_in_the_object_that_holds_it() {
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("a", Double.NEGATIVE_INFINITY);
        metrics.put("b", null);
        var epoch = new Epoch(1, Double.NaN, Double.POSITIVE_INFINITY, metrics, List.of(1.0, Double.NaN), null);
        assertThat(json.text(epoch)).isEqualTo("""
                {"epoch":1,"trainLoss":null,"valLoss":null,"metrics":{"a":null,"b":null,"nonFinite":{"a":"-Infinity"}},"values":[1.0,null],\
                "at":null,"nonFinite":{"trainLoss":"NaN","valLoss":"Infinity","values/1":"NaN"}}""");
    }
}
