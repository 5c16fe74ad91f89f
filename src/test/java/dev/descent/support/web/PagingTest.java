package dev.descent.support.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

@WebTest
class PagingTest {

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 8, 500})
    void following_the_cursor_reads_every_row_once(int limit) throws Exception {
        var read = new ArrayList<Integer>();
        var query = "?limit=" + limit;
        for (String cursor = ""; cursor != null; query = "?limit=" + limit + "&after=" + cursor) {
            var page = new JsonMapper().readTree(get(query).body());
            assertThat(page.get("data").size()).isBetween(1, limit);
            page.get("data").forEach(n -> read.add(n.intValue()));
            cursor = page.get("nextCursor").isNull() ? null : page.get("nextCursor").stringValue();
        }
        assertThat(read).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=1000000", "limit=-1", "limit=x", "limit=", "limit=99999999999", "after=!!", "after=eA", "after="})
    void a_page_that_cannot_be_is_refused(String query) throws Exception {
        var answer = get("?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonMapper().readTree(answer.body()).get("code").stringValue()).isEqualTo("invalid-pagination");
    }

    @Test
    void the_limits_are_answered_in_plain_numbers() throws Exception {
        var limits = new JsonMapper().readTree(client.send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/v1/limits")).build(), BodyHandlers.ofString()).body());
        assertThat(limits.get("specBytes").intValue()).isEqualTo(256 * 1024);
        assertThat(limits.get("uploadBytes").longValue()).isEqualTo(4L << 30);
        assertThat(limits.get("predictionRows").intValue()).isEqualTo(10_000);
    }

    private HttpResponse<String> get(String query) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/trials" + query)).build(), BodyHandlers.ofString());
    }
}
