package dev.descent.dataset.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.descent.dataset.DatasetUsage;
import dev.descent.dataset.Datasets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest
@AutoConfigureMockMvc
class DatasetApiTest {

    private static final String DATASETS = "/api/v1/datasets";
    private static final Set<String> USED = new HashSet<>();

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

    @TestConfiguration(proxyBeanMethods = false)
    static class Usage {

        @Bean
        DatasetUsage usage() {
            return USED::contains;
        }
    }

    @AfterEach
    void leave_an_empty_service() {
        USED.clear();
        datasets.list(null, 500).forEach(dataset -> datasets.delete(dataset.id()));
    }

    @Test
    void rows_in_the_request_become_typed_columns() {
        var answer = post("""
                {"name":"small","columns":["x","kind"],"rows":[[1,"b"],[null,"a"],[3,null]]}""");
        assertThat(answer).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"name":"small","rows":3,"columns":[
                 {"name":"x","type":"numeric","missing":1,"min":1,"max":3,"mean":2,"std":1,"quantiles":{"q50":2}},
                 {"name":"kind","type":"categorical","missing":1,"distinct":2,"categories":[{"value":"a","count":1},{"value":"b","count":1}]}]}""");
        assertThat(answer).containsHeader(HttpHeaders.LOCATION);
        var table = datasets.table("small");
        assertThat(table.numeric("x")).containsExactly(1, Double.NaN, 3);
        assertThat(table.codes("kind")).containsExactly(1, 0, -1);
        assertThat(table.schema().find("kind").orElseThrow().categories()).containsExactly("a", "b");
        assertThat(http.get().uri(DATASETS + "/small/rows?offset=1&limit=1")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"data":[{"x":null,"kind":"a"}],"offset":1,"total":3}""");
    }

    @Test
    void statistics_of_the_largest_numbers_are_numbers() {
        assertThat(post("""
                {"columns":["x","y"],"rows":[[-1e308,-1.7976931348623157e308],[1e308,1.7976931348623157e308]]}""")).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"columns":[{"name":"x","mean":0,"std":1e308,"quantiles":{"q25":-5e307,"q50":0,"q75":5e307}},
                            {"name":"y","mean":0,"std":1.7976931348623157e308,"quantiles":{"q50":0}}]}""");
        assertThat(post("""
                {"columns":["x","y"],"rows":[[1e308,1e160],[1e308,3e160],[1.5e308,5e160],[0.5e308,7e160]]}""")).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"columns":[{"name":"x","mean":1e308,"quantiles":{"q50":1e308}},{"name":"y","mean":4e160}]}""");
    }

    @Test
    void a_generator_gives_exactly_the_rows_it_was_asked_for() {
        assertThat(post("""
                {"generator":{"type":"moons","rows":1001,"noise":0.1,"seed":7}}""")).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"name":"moons","rows":1001,"columns":[{"name":"x1","type":"numeric"},{"name":"x2"},{"name":"label","type":"categorical","distinct":2}]}""");
    }

    @Test
    void file_rows_and_generator_of_the_same_data_have_the_same_digest() {
        var generated = post("""
                {"generator":{"type":"spirals","rows":500,"classes":3}}""");
        var content = text(http.get().uri(DATASETS + "/spirals/content").exchange());
        assertThat(sha256(upload("again.csv", content.getBytes(StandardCharsets.UTF_8)))).isEqualTo(sha256(generated));
        var rows = new StringBuilder();
        var lines = new StringBuilder();
        content.lines().skip(1).map(line -> line.split(",")).forEach(cell -> {
            rows.append(rows.isEmpty() ? "" : ",").append("[%s,%s,\"%s\"]".formatted(cell[0], cell[1], cell[2]));
            lines.append("{\"x1\":%s,\"x2\":%s,\"label\":\"%s\"}\n".formatted(cell[0], cell[1], cell[2]));
        });
        assertThat(sha256(post("{\"columns\":[\"x1\",\"x2\",\"label\"],\"rows\":[" + rows + "]}"))).isEqualTo(sha256(generated));
        assertThat(sha256(upload("again.jsonl", lines.toString().getBytes(StandardCharsets.UTF_8)))).isEqualTo(sha256(generated));
        assertThat(sha256(post("""
                {"name":"other","generator":{"type":"spirals","rows":500,"classes":3,"seed":43}}"""))).isNotEqualTo(sha256(generated));
    }

    @Test
    void content_reads_back_as_it_was_and_harmless_to_a_spreadsheet() {
        var csv = """
                text,number
                "a,b ""c""
                d",-1.5
                =1+1,+2
                ,3
                @SUM,
                """;
        upload("nasty.csv", csv.getBytes(StandardCharsets.UTF_8));
        var content = http.get().uri(DATASETS + "/nasty/content").exchange();
        assertThat(content).hasStatusOk().hasHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"nasty.csv\"; filename*=UTF-8''nasty.csv");
        assertThat(text(content)).isEqualTo("""
                text,number
                "a,b ""c""
                d",-1.5
                '=1+1,2
                ,3
                '@SUM,
                """);
        assertThat(http.get().uri(DATASETS + "/nasty/rows?limit=2")).bodyJson().extractingPath("$.data[1].text").isEqualTo("=1+1");
    }

    @Test
    void names_are_unique_and_made_up_where_none_is_given() {
        assertThat(post("{\"name\":\"one\",\"generator\":{\"type\":\"xor\",\"rows\":4}}")).hasStatus(201);
        assertThat(post("{\"name\":\"one\",\"generator\":{\"type\":\"xor\",\"rows\":4}}")).hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("name-taken");
        var longest = "\uD83D\uDE00".repeat(200);
        assertThat(post("{\"name\":\"" + longest + "\",\"generator\":{\"type\":\"xor\",\"rows\":4}}")).hasStatus(201).bodyJson().extractingPath("$.name").isEqualTo(longest);
        assertThat(post("{\"name\":\"a\\u0085\",\"generator\":{\"type\":\"xor\",\"rows\":4}}")).hasStatus(422);
        assertThat(post("{\"generator\":{\"type\":\"xor\",\"rows\":4}}")).bodyJson().extractingPath("$.name").isEqualTo("xor");
        assertThat(post("{\"generator\":{\"type\":\"xor\",\"rows\":4}}")).bodyJson().extractingPath("$.name").isEqualTo("xor 2");
        assertThat(upload("my table.CSV.gz", "a\nb\n".getBytes(StandardCharsets.UTF_8))).bodyJson().extractingPath("$.name").isEqualTo("my table");
    }

    @Test
    void a_list_goes_from_the_newest_to_the_oldest_page_by_page() {
        for (int i = 1; i <= 3; i++) {
            post("{\"name\":\"n" + i + "\",\"generator\":{\"type\":\"sine\",\"rows\":4}}");
        }
        var first = http.get().uri(DATASETS + "?limit=2").exchange();
        assertThat(first).bodyJson().extractingPath("$.data[*].name").asArray().containsExactly("n3", "n2");
        var cursor = JsonPath.<String>read(text(first), "$.nextCursor");
        assertThat(http.get().uri(DATASETS + "?limit=2&after=" + cursor)).bodyJson().isLenientlyEqualTo("""
                {"data":[{"name":"n1"}],"nextCursor":null}""");
    }

    @Test
    void a_dataset_in_use_stays() {
        var id = JsonPath.<String>read(text(post("{\"generator\":{\"type\":\"blobs\"}}")), "$.id");
        USED.add(id);
        assertThat(http.delete().uri(DATASETS + "/" + id)).hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("in-use");
        USED.clear();
        assertThat(http.delete().uri(DATASETS + "/" + id)).hasStatus(204);
        assertThat(http.get().uri(DATASETS + "/" + id)).hasStatus(404);
        assertThat(http.delete().uri(DATASETS + "/" + id)).hasStatus(404);
    }

    @Test
    void a_repeated_request_is_answered_once() {
        var first = keyed("k1", "a,b\n1,2\n");
        assertThat(first).hasStatus(201);
        assertThat(keyed("k1", "a,b\n1,2\n")).hasStatus(201).hasHeader("Idempotency-Replayed", "true");
        assertThat(keyed("k1", "a,b\n1,3\n")).hasStatus(422).bodyJson().extractingPath("$.code").isEqualTo("idempotency-conflict");
        assertThat(datasets.list(null, 10)).hasSize(1);
    }

    @Test
    void a_preview_shows_types_evidence_and_rejected_rows_and_stores_nothing() {
        var preview = http.post().uri("/api/v1/dataset-previews").multipart()
                .file(new MockMultipartFile("file", "x.csv", null, "a;b\n1,5;x\n2,5;y\n3\n".getBytes(StandardCharsets.UTF_8))).exchange();
        assertThat(preview).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"dialect":{"format":"csv","delimiter":";","header":true},"decimal":",","rows":3,
                 "columns":[{"name":"a","type":"numeric","evidence":{"numbers":3,"texts":0,"missing":0},"histogram":{"low":1.5,"high":3.0,"counts":[1,0,0,0,0,0,0,0,0,0,1,0,0,0,0,1]}},
                            {"name":"b","type":"categorical","evidence":{"numbers":0,"texts":2,"missing":1},"distinct":2,"commonest":[{"value":"x","count":1},{"value":"y","count":1}]}],
                 "sampledRows":3,
                 "firstRows":[{"a":1.5,"b":"x"},{"a":2.5,"b":"y"},{"a":3.0,"b":null}],
                 "rejected":{"total":1,"errors":[{"pointer":"/file/line/4","code":"csv-ragged-row"}]}}""");
        assertThat(datasets.list(null, 10)).isEmpty();
    }

    @Test
    void a_preview_of_rows_without_a_column_shows_that_there_are_none() {
        var preview = http.post().uri("/api/v1/dataset-previews").multipart().file(new MockMultipartFile("file", "x.jsonl", null, "{}\n{}\n".getBytes(StandardCharsets.UTF_8))).exchange();
        assertThat(preview).hasStatusOk().bodyJson().isLenientlyEqualTo("{\"columns\":[]}");
    }

    @Test
    void requests_that_do_not_fit_together_are_refused_with_pointers() {
        assertThat(post("{\"name\":\"x\"}")).hasStatus(422);
        assertThat(post("{\"rows\":[[1]]}")).hasStatus(422).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo("/columns");
        assertThat(post("{\"columns\":[\"a\",\"b\"],\"rows\":[[1,2],[1],[1,[2]],{}]}")).hasStatus(422).bodyJson()
                .extractingPath("$.errors[*].pointer").asArray().containsExactly("/rows/1", "/rows/2/1", "/rows/3");
        assertThat(post("{\"columns\":[\"a\",\"A\",\"\"],\"rows\":[[1,2,3]]}")).hasStatus(422).bodyJson()
                .extractingPath("$.errors[*].pointer").asArray().containsExactly("/columns/1", "/columns/2");
        assertThat(post("{\"generator\":{\"type\":\"linear\",\"features\":3,\"weights\":[1,2]}}")).hasStatus(422).bodyJson()
                .extractingPath("$.errors[0].pointer").isEqualTo("/generator/weights");
        assertThat(post("{\"generator\":{\"type\":\"moons\",\"rows\":0}}")).hasStatus(422).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo("/generator/rows");
        assertThat(post("{\"columns\":[\"a\"],\"rows\":[]}")).hasStatus(422).bodyJson().extractingPath("$.code").isEqualTo("dataset-empty");
        assertThat(post("{\"columns\":[\"a\"],\"rows\":[[\"" + "x".repeat(70_000) + "\"],[\"y\"]]}")).hasStatus(422).bodyJson().isLenientlyEqualTo("""
                {"code":"csv-field-too-long","errors":[{"pointer":"/rows/0/0","code":"csv-field-too-long"}]}""");
        assertThat(http.get().uri(DATASETS + "/none")).hasStatus(404);
        assertThat(http.get().uri(DATASETS + "?limit=1000000")).hasStatus(400);
        assertThat(http.post().uri(DATASETS).multipart().param("name", "x")).hasStatus(400).bodyJson().extractingPath("$.code").isEqualTo("invalid-multipart");
    }

    private MvcTestResult post(String body) {
        return http.post().uri(DATASETS).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private MvcTestResult upload(String fileName, byte[] content) {
        return http.post().uri(DATASETS).multipart().file(new MockMultipartFile("file", fileName, null, content)).exchange();
    }

    private MvcTestResult keyed(String key, String content) {
        return http.post().uri(DATASETS).multipart().file(new MockMultipartFile("file", "k.csv", null, content.getBytes(StandardCharsets.UTF_8)))
                .header("Idempotency-Key", key).exchange();
    }

    private static String sha256(MvcTestResult answer) {
        return JsonPath.read(text(answer), "$.sha256");
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
