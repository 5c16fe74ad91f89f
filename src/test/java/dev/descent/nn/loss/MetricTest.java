package dev.descent.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;

/** The names are those of the API: clients and stored checkpoints know them. */
class MetricTest {

    @Test
    void an_evaluation_names_what_a_run_calls_the_validations() {
        assertThat(Metric.scores(true)).extracting(Metric::label).containsExactly("valAccuracy");
        assertThat(Metric.scores(true)).extracting(Metric::evaluationLabel).containsExactly("accuracy");
        assertThat(Metric.scores(false)).extracting(Metric::label).containsExactly("valRmse", "valMae", "valR2");
        assertThat(Metric.scores(false)).extracting(Metric::evaluationLabel).containsExactly("rmse", "mae", "r2");
    }

    @Test
    void a_metric_is_asked_for_by_the_name_it_is_given_out_with() throws NoSuchFieldException {
        for (Metric metric : Metric.values()) {
            assertThat(Metric.class.getField(metric.name()).getAnnotation(JsonProperty.class).value()).isEqualTo(metric.label());
            assertThat(metric.label()).startsWith(metric.needsValidation() ? "val" : "train");
        }
    }
}
