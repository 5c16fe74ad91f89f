package dev.descent.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.support.StrictJson;
import dev.descent.sweep.ParameterSpace.Drawn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which points a search comes to. */
class PointsTest {

    @Test
    void a_grid_counts_through_its_choices_the_last_parameter_first() {
        var points = points("{\"type\":\"grid\",\"parameters\":{\"/a\":[1,null],\"/b\":[\"x\",{\"y\":2},3]}}");
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(trial -> points.at(trial).values().stream().map(drawn -> drawn.value().toString()).toList()).toList()).isEqualTo(List.of(
                List.of("1", "\"x\""), List.of("1", "{\"y\":2}"), List.of("1", "3"), List.of("null", "\"x\""), List.of("null", "{\"y\":2}"), List.of("null", "3")));
    }

    @Test
    void integers_of_a_range_come_equally_often_both_ends_included() {
        var counts = new int[4];
        values("{\"min\":-1,\"max\":2}", true).forEach(value -> counts[(int) value.asLong() + 1]++);
        // 4,000 draws: the standard deviation of a count is 27
        for (int count : counts) assertThat(count).isBetween(1000 - 5 * 27, 1000 + 5 * 27);
        assertThat(values("{\"min\":-9223372036854775808,\"max\":9223372036854775807}", true)).allMatch(JsonNode::isIntegralNumber).doesNotHaveDuplicates();
    }

    @Test
    void real_numbers_of_a_log_range_have_half_of_their_values_below_its_geometric_mean() {
        var values = values("{\"min\":0.0001,\"max\":1,\"scale\":\"log\"}", false);
        assertThat(values).allMatch(value -> value.asDouble() >= 0.0001 && value.asDouble() <= 1);
        // 4,000 draws: the standard deviation is 32
        assertThat(values.stream().filter(value -> value.asDouble() < 0.01).count()).isBetween(2000L - 160, 2000L + 160);
        assertThat(values("{\"min\":1,\"max\":1000,\"scale\":\"log\"}", true)).allMatch(JsonNode::isIntegralNumber).anyMatch(value -> value.asLong() == 1).anyMatch(value -> value.asLong() > 900);
    }

    @Test
    void a_draw_is_a_function_of_seed_trial_and_place() {
        var points = points("{\"type\":\"random\",\"trials\":1,\"seed\":7,\"parameters\":{\"/a\":{\"min\":0,\"max\":1},\"/b\":{\"min\":0,\"max\":1}}}");
        assertThat(points.at(2)).isEqualTo(points.at(2)).isNotEqualTo(points.at(3)).isNotEqualTo(points("{\"type\":\"random\",\"trials\":1,\"seed\":8,\"parameters\":{\"/a\":{\"min\":0,\"max\":1},\"/b\":{\"min\":0,\"max\":1}}}").at(2));
        assertThat(points.at(2).values().stream().map(Drawn::value).distinct()).hasSize(2);
    }

    private static List<JsonNode> values(String range, boolean integral) {
        var points = new Points(search("{\"type\":\"random\",\"trials\":1,\"parameters\":{\"/a\":" + range + "}}"), integral ? Set.of("/a") : Set.of());
        return IntStream.rangeClosed(1, 4000).mapToObj(trial -> points.at(trial).get("/a").value()).toList();
    }

    private static Points points(String json) {
        return new Points(search(json), Set.of());
    }

    private static Search search(String text) {
        return StrictJson.standard().read(text.getBytes(StandardCharsets.UTF_8), Search.class);
    }
}
