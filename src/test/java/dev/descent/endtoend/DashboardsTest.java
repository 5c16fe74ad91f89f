package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What can be seen of the dashboards without a Grafana. Their queries are asked in {@link PanelsTest}. */
class DashboardsTest {

    private static final int COLUMNS = 24;
    private static final Map<String, String> QUERY_FIELD = Map.of("prometheus", "expr", "grafana-postgresql-datasource", "rawSql");
    private static final String WHOLE_SERVICE = "descent_runs(?!_ended)|descent_queue_depth|descent_queue_oldest_seconds";

    private final Dashboards dashboards = Dashboards.shipped();

    @Test
    void there_is_one_for_the_service_one_for_training_and_one_for_the_runs_each_at_an_address_that_stays() {
        assertThat(dashboards.all()).extracting(dashboard -> dashboard.json().get("uid").asString()).containsExactlyInAnyOrder("descent-service", "descent-training", "descent-runs");
        assertThat(dashboards.all()).allSatisfy(dashboard -> {
            assertThat(dashboard.json().get("uid").asString()).isEqualTo("descent-" + dashboard.file().replace(".json", ""));
            assertThat(dashboard.json().get("schemaVersion").asInt()).isEqualTo(41);
            assertThat(dashboard.json().get("title").asString()).isNotBlank();
        });
    }

    @Test
    void every_panel_says_what_it_shows_in_which_unit_and_asks_a_source_that_is_provisioned() {
        assertThat(dashboards.all()).allSatisfy(dashboard -> assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.get("title").asString()).isNotBlank();
            assertThat(panel.path("description").asString("")).as("description of %s", panel.get("title")).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asString("")).as("unit of %s", panel.get("title")).isNotBlank();
            var type = provisioned(panel);
            assertThat(panel.get("targets").valueStream()).isNotEmpty().allSatisfy(target -> assertThat(target.path(QUERY_FIELD.get(type)).asString("")).isNotBlank());
        }));
        assertThat(dashboards.all().stream().flatMap(dashboard -> dashboard.variables().stream())).isNotEmpty().allSatisfy(this::provisioned);
        assertThat(dashboards.promql()).hasSizeGreaterThan(30);
        assertThat(dashboards.sql()).hasSizeGreaterThan(5);
    }

    @Test
    void panels_have_ids_of_their_own_and_lie_beside_each_other() {
        assertThat(dashboards.all()).allSatisfy(dashboard -> {
            var all = dashboard.json().get("panels").valueStream().toList();
            assertThat(all).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
            var taken = new HashSet<Integer>();
            assertThat(all.stream().flatMap(DashboardsTest::cells)).allSatisfy(cell -> assertThat(taken.add(cell)).isTrue());
        });
    }

    @Test
    void what_every_node_tells_of_the_whole_service_is_never_summed_over_nodes() {
        var expressions = Stream.concat(dashboards.promql().stream().map(Dashboards.Query::text), Dashboards.alerts().stream().map(Dashboards.Alert::expression)).toList();
        assertThat(expressions).anyMatch(expression -> expression.contains("max by (status) (descent_runs)")).allSatisfy(expression ->
                assertThat(expression.replaceAll("max( by \\(status\\))? ?\\((" + WHOLE_SERVICE + ")", "")).doesNotContainPattern(WHOLE_SERVICE));
    }

    private String provisioned(JsonNode asking) {
        var source = asking.get("datasource");
        assertThat(dashboards.sources()).containsEntry(source.get("uid").asString(), source.get("type").asString());
        return source.get("type").asString();
    }

    private static Stream<Integer> cells(JsonNode panel) {
        var place = panel.get("gridPos");
        int x = place.get("x").asInt();
        int y = place.get("y").asInt();
        assertThat(x + place.get("w").asInt()).isLessThanOrEqualTo(COLUMNS);
        return Stream.iterate(y, row -> row < y + place.get("h").asInt(), row -> row + 1)
                .flatMap(row -> Stream.iterate(x, column -> column < x + place.get("w").asInt(), column -> column + 1).map(column -> row * COLUMNS + column));
    }
}
