package dev.descent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpecDifferenceTest {

    @Test
    void specifications_differ_at_the_deepest_places_that_hold_the_whole_difference() {
        assertThat(between("""
                {"a":1,"layers":[{"units":3},{"units":2}],"optimizer":{"type":"sgd","rate":0.1},"x/y":"p","off":null}""", """
                {"a":1,"layers":[{"units":4}],"optimizer":{"type":"sgd","rate":0.2},"x/y":"q"}"""))
                .containsExactly("/layers/0/units 3 4", "/layers/1 {\"units\":2} null", "/optimizer/rate 0.1 0.2", "/x~1y \"p\" \"q\"");
    }

    @Test
    void equal_specifications_have_no_differences() {
        assertThat(between("{\"a\":[1,{\"b\":2}]}", "{\"a\":[1,{\"b\":2}]}")).isEmpty();
    }

    @Test
    void values_of_different_kinds_are_shown_whole() {
        assertThat(between("{\"target\":\"y\"}", "{\"target\":[\"y\",\"z\"]}")).containsExactly("/target \"y\" [\"y\",\"z\"]");
    }

    private static List<String> between(String one, String other) {
        var json = JsonMapper.shared();
        var specs = new LinkedHashMap<String, JsonNode>();
        specs.put("run_1", json.readTree(one));
        specs.put("run_2", json.readTree(other));
        return SpecDifference.between(specs).stream()
                .map(difference -> difference.pointer() + " " + difference.values().get("run_1") + " " + difference.values().get("run_2")).toList();
    }
}
