package dev.descent.dataset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.dataset.Datasets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest
@AutoConfigureMockMvc
class DatasetApiTest {

    @TempDir
    static Path directory;

    @Autowired
    MockMvcTester http;

    @Autowired
    Datasets datasets;

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry properties) {
        properties.add("descent.data-directory", directory::toString);
    }

    @Test
    void rows_in_the_request_become_typed_columns() {
        var answer = http.post().uri("/api/v1/datasets").contentType(MediaType.APPLICATION_JSON).content("""
                {"name":"small","columns":["x","kind"],"rows":[[1,"b"],[null,"a"],[3,null]]}""").exchange();
        assertThat(answer).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"name":"small","rows":3,"columns":[
                 {"name":"x","type":"numeric","missing":1,"min":1,"max":3,"mean":2,"std":1,"quantiles":{"q50":2}},
                 {"name":"kind","type":"categorical","missing":1,"distinct":2,"categories":[{"value":"a","count":1},{"value":"b","count":1}]}]}""");
        var table = datasets.table("small");
        assertThat(table.numeric("x")).containsExactly(1, Double.NaN, 3);
        assertThat(table.codes("kind")).containsExactly(1, 0, -1);
        assertThat(table.schema().find("kind").orElseThrow().categories()).containsExactly("a", "b");
        assertThat(http.delete().uri("/api/v1/datasets/small")).hasStatus(204);
        assertThat(datasets.lookup("small")).isEmpty();
    }

    @Test
    void a_generator_gives_exactly_the_rows_it_was_asked_for() {
        var answer = http.post().uri("/api/v1/datasets").contentType(MediaType.APPLICATION_JSON).content("""
                {"generator":{"type":"moons","rows":1001,"noise":0.1,"seed":7}}""").exchange();
        assertThat(answer).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"name":"moons","rows":1001,"columns":[{"name":"x1","type":"numeric"},{"name":"x2"},{"name":"label","type":"categorical","distinct":2}]}""");
    }
}
